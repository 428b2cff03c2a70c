package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.spring.autoconfigure.AutoConfigurationClasses;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One jar serves Boot 3.5 and Boot 4, because it names none of the types that moved between them. A type that this test has not seen
 * yet must be looked up in both before it is added here.
 */
@Tag("B37")
class BootReferencesTest {

    private static final String BOOT = "org/springframework/boot/";

    private static final Set<String> SAME_IN_BOOT_3_5_AND_4 = Set.of(
            "actuate/endpoint/SanitizableData",
            "actuate/endpoint/SanitizingFunction",
            "autoconfigure/AutoConfiguration",
            "autoconfigure/condition/ConditionMessage",
            "autoconfigure/condition/ConditionMessage$Builder",
            "autoconfigure/condition/ConditionOutcome",
            "autoconfigure/condition/ConditionalOnBean",
            "autoconfigure/condition/ConditionalOnBooleanProperty",
            "autoconfigure/condition/ConditionalOnClass",
            "autoconfigure/condition/ConditionalOnMissingBean",
            "autoconfigure/condition/ConditionalOnSingleCandidate",
            "autoconfigure/condition/SpringBootCondition",
            "context/properties/ConfigurationProperties",
            "context/properties/EnableConfigurationProperties",
            "context/properties/NestedConfigurationProperty",
            "context/properties/bind/BindException",
            "context/properties/bind/Bindable",
            "context/properties/bind/Binder",
            "context/properties/bind/DefaultValue",
            "context/properties/bind/PlaceholdersResolver",
            "context/properties/bind/PropertySourcesPlaceholdersResolver",
            "context/properties/source/ConfigurationProperty",
            "context/properties/source/ConfigurationPropertyName",
            "context/properties/source/ConfigurationPropertyName$Form",
            "context/properties/source/ConfigurationPropertySource",
            "context/properties/source/ConfigurationPropertySources",
            "context/properties/source/ConfigurationPropertyState",
            "context/properties/source/IterableConfigurationPropertySource",
            "diagnostics/AbstractFailureAnalyzer",
            "diagnostics/FailureAnalysis",
            "diagnostics/FailureAnalyzer",
            "origin/Origin",
            "ssl/NoSuchSslBundleException",
            "ssl/SslBundle",
            "ssl/SslBundles",
            "ssl/SslOptions",
            "util/LambdaSafe",
            "util/LambdaSafe$Callbacks",
            "util/LambdaSafe$LambdaSafeCallback");

    /** Two classes name what is in one line only, and are loaded in that line only. */
    private static final Map<String, Set<String>> OF_ONE_LINE = Map.of(
            AutoConfigurationClasses.ACTUATOR_HEALTH.getSimpleName() + ".class",
                    Set.of("actuate/health/Health", "actuate/health/Health$Builder", "actuate/health/HealthIndicator"),
            AutoConfigurationClasses.HEALTH.getSimpleName() + ".class",
                    Set.of(
                            "health/contributor/Health",
                            "health/contributor/Health$Builder",
                            "health/contributor/HealthIndicator"));

    @Test
    void onlyTypesThatDidNotMoveAreNamed() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Map.Entry<String, byte[]> file : StarterFiles.classFiles().entrySet()) {
            Set<String> types = bootTypesIn(file.getValue());
            types.removeAll(OF_ONE_LINE.getOrDefault(file.getKey(), Set.of()));
            named.addAll(types);
        }
        assertThat(named).isNotEmpty().isSubsetOf(SAME_IN_BOOT_3_5_AND_4);
    }

    private static final Pattern TYPE = Pattern.compile(BOOT + "([A-Za-z0-9_/$]+)");

    /** Every text in the constant pool that holds a type of Boot's: names, descriptors, signatures, annotations. */
    private static Set<String> bootTypesIn(byte[] file) throws IOException {
        Set<String> types = new TreeSet<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> {
                        Matcher type = TYPE.matcher(in.readUTF());
                        while (type.find()) {
                            types.add(type.group(1));
                        }
                    }
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++; // takes two entries
                    }
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> throw new IOException("Unknown constant " + tag);
                }
            }
        }
        return types;
    }
}
