package io.github.minimax4j.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The programs of a page, compiled as they stand there, except that their requests go to the scripted server. */
final class PagePrograms implements AutoCloseable {

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    private final Path folder;

    private final String baseUrl;

    private final URLClassLoader classes;

    private PagePrograms(Path folder, String baseUrl, URLClassLoader classes) {
        this.folder = folder;
        this.baseUrl = baseUrl;
        this.classes = classes;
    }

    static PagePrograms compile(Page page, String baseUrl, Path folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Page.Block block : page.blocks()) {
            if (block.isCode()) {
                Path source = folder.resolve("sources").resolve(className(block).replace('.', '/') + ".java");
                Files.createDirectories(source.getParent());
                sources.add(Files.writeString(source, redirected(block.content(), baseUrl)));
            } else if (block.language().equals("yaml")) {
                Files.writeString(folder.resolve("application.yaml"), block.content());
            }
        }
        Path output = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d",
                    output.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-parameters",
                    "-proc:none",
                    "-implicit:none");
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as("%s compiles:%n%s", page, messages).isTrue();
        }
        return new PagePrograms(
                folder,
                baseUrl,
                new URLClassLoader(
                        new URL[] {output.toUri().toURL()},
                        Thread.currentThread().getContextClassLoader()));
    }

    /** A key for MiniMax stands for its address, too, and any other address is that of the scripted server. */
    private static String redirected(String source, String baseUrl) {
        return source.replaceAll(
                        "\\.baseUrl\\(\"[^\"]*\"\\)", Matcher.quoteReplacement(".baseUrl(\"" + baseUrl + "\")"))
                .replace(
                        ".apiKey(System.getenv(\"MINIMAX_API_KEY\"))",
                        ".apiKey(\"any\").baseUrl(\"" + baseUrl
                                + "\").profile(io.github.minimax4j.core.transport.TargetProfile.MINIMAX)")
                .replaceAll("System\\.getenv\\(\"\\w+_API_KEY\"\\)", "\"any\"");
    }

    private static String className(Page.Block block) {
        Matcher declared = PACKAGE.matcher(block.content());
        String name = block.about().replace(".java", "");
        return declared.find() ? declared.group(1) + "." + name : name;
    }

    /**
     * Runs a program if it can be run: its main method, its tests, or the Spring Boot application that it is.
     *
     * @return what it printed
     */
    String run(Page.Block program) throws ReflectiveOperationException {
        Class<?> type = classes.loadClass(className(program));
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        thread.setContextClassLoader(classes);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            if (type.isAnnotationPresent(SpringBootApplication.class)) {
                runSpring(type);
            } else if (declares(type, "main", String[].class)) {
                invokeMain(type);
            } else if (List.of(type.getDeclaredMethods()).stream().anyMatch(m -> m.isAnnotationPresent(Test.class))) {
                runTests(type);
            }
        } finally {
            System.setOut(out);
            thread.setContextClassLoader(loader);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getDeclaredMethod(name, parameters) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static void invokeMain(Class<?> type, String... arguments) throws ReflectiveOperationException {
        Method main = type.getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(type.getName() + " failed", e.getCause());
        }
    }

    private static void runTests(Class<?> type) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(type))
                                .build(),
                        summary);
        summary.getSummary().getFailures().forEach(failure -> {
            throw new AssertionError(failure.getTestIdentifier().getDisplayName(), failure.getException());
        });
        assertThat(summary.getSummary().getTestsSucceededCount()).isPositive();
    }

    private void runSpring(Class<?> type) {
        List<ConfigurableApplicationContext> started = new ArrayList<>();
        SpringApplication.withHook(
                application -> new SpringApplicationRunListener() {
                    @Override
                    public void contextPrepared(ConfigurableApplicationContext context) {
                        started.add(context);
                    }
                },
                () -> {
                    try {
                        invokeMain(
                                type,
                                "--spring.config.location="
                                        + folder.resolve("application.yaml").toUri(),
                                "--spring.main.banner-mode=off",
                                "--spring.main.web-application-type=none",
                                "--spring.main.register-shutdown-hook=false",
                                "--logging.level.root=off",
                                "--MINIMAX_API_KEY=any",
                                "--langchain4j.minimax.base-url=" + baseUrl);
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                });
        started.forEach(ConfigurableApplicationContext::close);
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
