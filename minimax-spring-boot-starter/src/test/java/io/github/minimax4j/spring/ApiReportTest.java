package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The public API of the published modules stands in files beside them, so that a change of it shows in a review. Rewrite them with
 * {@code mvn test -pl minimax-spring-boot-starter -am -Dtest=ApiReportTest -Dapi.update=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("once") // the classes are the same on each line of Spring Boot
class ApiReportTest {

    @ParameterizedTest
    @CsvSource({
        "minimax-core, io.github.minimax4j.core",
        "minimax-langchain4j, io.github.minimax4j.langchain4j",
        "minimax-spring-boot-starter, io.github.minimax4j.spring"
    })
    void theApiIsTheOneThatIsWrittenDown(String module, String root) throws IOException {
        String api = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(root).stream()
                        .filter(type -> !type.getPackageName().contains(".internal"))
                        // public for Spring Boot only, and of another line of it than the one on the class path
                        .filter(type -> !type.getPackageName().endsWith(".spring.autoconfigure"))
                        .filter(ApiReportTest::isVisible)
                        .sorted((one, other) -> one.getName().compareTo(other.getName()))
                        .map(type -> report(type.reflect()))
                        .collect(Collectors.joining("\n"));
        Path file = Path.of("..", module, "api.txt");
        if (Boolean.getBoolean("api.update")) {
            Files.writeString(file, api, StandardCharsets.UTF_8);
        }
        assertThat(api.lines())
                .as("%s; if the change is meant, rewrite the file as the Javadoc of this test says", file)
                .containsExactlyElementsOf(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    private static boolean isVisible(JavaClass type) {
        return (type.getModifiers().contains(JavaModifier.PUBLIC)
                        || type.getModifiers().contains(JavaModifier.PROTECTED))
                && type.getEnclosingClass().map(ApiReportTest::isVisible).orElse(true);
    }

    private static String report(Class<?> type) {
        List<String> lines = new ArrayList<>();
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        lines.add(modifiers(type.getModifiers() & (Modifier.FINAL | Modifier.ABSTRACT | Modifier.STATIC)) + kind + " "
                + type.getName()
                + (type.getGenericSuperclass() == null ? "" : " extends " + name(type.getGenericSuperclass()))
                + Arrays.stream(type.getGenericInterfaces())
                        .map(each -> " implements " + name(each))
                        .collect(Collectors.joining()));
        TreeSet<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isApi(field.getModifiers()) && !field.isSynthetic()) {
                members.add(modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isApi(constructor.getModifiers()) && !constructor.isSynthetic()) {
                members.add(
                        modifiers(constructor.getModifiers()) + "new(" + parameters(constructor.getParameters()) + ")");
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isApi(method.getModifiers()) && !method.isSynthetic()) {
                members.add(modifiers(method.getModifiers()) + (method.isDefault() ? "default " : "")
                        + name(method.getGenericReturnType()) + " " + method.getName() + "("
                        + parameters(method.getParameters()) + ")");
            }
        }
        return Stream.concat(lines.stream(), members.stream().map(member -> "    " + member))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isApi(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(
                modifiers & (Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT));
        return text.isEmpty() ? "" : text + " ";
    }

    private static String parameters(Parameter[] parameters) {
        return Arrays.stream(parameters)
                .map(parameter -> name(parameter.getParameterizedType()))
                .collect(Collectors.joining(", "));
    }

    private static String name(java.lang.reflect.Type type) {
        return type.getTypeName().replace("java.lang.", "").replaceAll("java\\.util\\.(?=[A-Z])", "");
    }
}
