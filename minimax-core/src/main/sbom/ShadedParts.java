import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;

/**
 * Corrects the CycloneDX document of minimax-core: what the Shade plugin put into the jar is a part of it, not a dependency. Each part has
 * the original as its ancestor, and a note on what of it is not in the jar, found by comparing the two.
 *
 * <p>Run by the profile {@code release} with the document and the jar as arguments; the originals are on the class path.
 */
public class ShadedParts {

    private static final String SHADED = "io/github/minimax4j/core/internal/shaded/";

    public static void main(String[] args) throws IOException {
        File document = new File(args[0]);
        Map<String, Set<String>> shaded = classes(new File(args[1]), SHADED);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode bom = (ObjectNode) mapper.readTree(document);

        ArrayNode dependencies = mapper.createArrayNode();
        ArrayNode parts = mapper.createArrayNode();
        for (var component : bom.withArray("components")) {
            boolean isPart = component.path("group").asText().startsWith("com.squareup");
            (isPart ? parts : dependencies).add(isPart ? part((ObjectNode) component, shaded) : component);
        }
        if (parts.size() != 3) {
            throw new IllegalStateException("Retrofit, OkHttp and Okio expected, found " + parts);
        }
        bom.set("components", dependencies);
        ((ObjectNode) bom.path("metadata").path("component")).set("components", parts);
        mapper.writerWithDefaultPrettyPrinter().writeValue(document, bom);
    }

    private static ObjectNode part(ObjectNode component, Map<String, Set<String>> shaded) throws IOException {
        ObjectNode original = component.deepCopy();
        original.remove(List.of("bom-ref", "scope"));
        // those of the original's jar
        component.remove(List.of("hashes", "scope"));
        ObjectNode pedigree = component.putObject("pedigree");
        pedigree.putArray("ancestors").add(original);
        pedigree.put(
                "notes",
                notes(
                        original.path("name").asText() + "-"
                                + original.path("version").asText() + ".jar",
                        shaded));
        return component;
    }

    private static String notes(String jar, Map<String, Set<String>> shaded) throws IOException {
        int all = 0;
        int kept = 0;
        List<String> removed = new ArrayList<>();
        List<String> reduced = new ArrayList<>();
        for (Map.Entry<String, Set<String>> part : classes(onClassPath(jar), "").entrySet()) {
            Set<String> left = shaded.getOrDefault(part.getKey(), Set.of());
            all += part.getValue().size();
            kept += left.size();
            if (left.isEmpty()) {
                removed.add(part.getKey());
            } else if (left.size() < part.getValue().size()) {
                Set<String> missing = new TreeSet<>(part.getValue());
                missing.removeAll(left);
                missing.removeIf(name -> name.contains("$"));
                reduced.add(part.getKey() + " " + missing);
            }
        }
        return "Relocated to " + SHADED.replace('/', '.') + "*, otherwise unchanged; " + kept + " of " + all
                + " classes. Packages left out: " + removed + ". Classes left out of other packages: " + reduced + ".";
    }

    private static File onClassPath(String jar) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (new File(entry).getName().equals(jar)) {
                return new File(entry);
            }
        }
        throw new IllegalStateException(jar + " is not on the class path");
    }

    /** The names of classes by packages, without the prefix. */
    private static Map<String, Set<String>> classes(File file, String prefix) throws IOException {
        Map<String, Set<String>> classes = new TreeMap<>();
        try (JarFile jar = new JarFile(file)) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name -> name.substring(prefix.length(), name.length() - ".class".length()).replace('/', '.'))
                    .forEach(name -> classes.computeIfAbsent(
                                    name.substring(0, Math.max(0, name.lastIndexOf('.'))), key -> new TreeSet<>())
                            .add(name.substring(name.lastIndexOf('.') + 1)));
        }
        return classes;
    }
}
