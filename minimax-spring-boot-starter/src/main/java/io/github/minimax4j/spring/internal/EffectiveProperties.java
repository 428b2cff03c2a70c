package io.github.minimax4j.spring.internal;

import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Chat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/** Binds the properties of a group. One that the group does not set has the value of the root; maps are joined. */
public final class EffectiveProperties {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("langchain4j.minimax");

    /**
     * The root's properties that one of a group hides, because they say the same in another way and would take precedence, or make sense
     * together only.
     */
    private static final Map<String, List<String>> HIDDEN_BY = Map.of(
            "region", List.of("base-url"),
            "timeout", List.of("first-byte-timeout", "idle-timeout"),
            "proxy", List.of("proxy"),
            "tool-choice", List.of("tool-choice-name"));

    private EffectiveProperties() {}

    /** The connection of the group's model. */
    public static ConnectionProperties connection(ModelGroup group, Environment environment) {
        return bind(group, ConnectionProperties.class, environment);
    }

    /** The requests of the group's chat models. */
    public static Chat chat(ModelGroup group, Environment environment) {
        return bind(group, Chat.class, environment);
    }

    private static <T> T bind(ModelGroup group, Class<T> type, Environment environment) {
        ConfigurationPropertyName prefix = ConfigurationPropertyName.adapt(ModelGroup.ROOT + group.name(), '.');
        Set<ConfigurationPropertyName> hidden = hidden(group, environment);
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        PropertySources.sources(environment).forEach(sources::add);
        for (ConfigurationPropertySource source : List.copyOf(sources)) {
            sources.add(new RootAsGroup(source, prefix, hidden, environment));
        }
        return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment))
                .bindOrCreate(prefix.toString(), type);
    }

    private static Set<ConfigurationPropertyName> hidden(ModelGroup group, Environment environment) {
        Set<ConfigurationPropertyName> hidden = new HashSet<>();
        if (!group.isForChat()) {
            hidden.add(ROOT.append("model-name"));
        }
        HIDDEN_BY.forEach((property, others) -> {
            if (PropertySources.isSet(group.property(property), environment)) {
                others.forEach(other -> hidden.add(ROOT.append(other)));
            }
        });
        return hidden;
    }

    /** The properties of the root under the names of a group, for a place behind the group's own. */
    private record RootAsGroup(
            ConfigurationPropertySource source,
            ConfigurationPropertyName group,
            Set<ConfigurationPropertyName> hidden,
            Environment environment)
            implements IterableConfigurationPropertySource {

        @Override
        public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
            return group.isAncestorOf(name) && isVisible(ofRoot(name))
                    ? source.getConfigurationProperty(ofRoot(name))
                    : null;
        }

        @Override
        public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
            return group.isAncestorOf(name) && isVisible(ofRoot(name))
                    ? source.containsDescendantOf(ofRoot(name))
                    : ConfigurationPropertyState.ABSENT;
        }

        @Override
        public Stream<ConfigurationPropertyName> stream() {
            return source instanceof IterableConfigurationPropertySource iterable
                    ? iterable.stream()
                            .filter(name -> ROOT.isAncestorOf(name) && isVisible(name))
                            .map(name -> moved(name, ROOT, group))
                            // a header is the same in lower case
                            .filter(name -> !PropertySources.isSet(name.toString(), environment))
                    : Stream.empty();
        }

        private ConfigurationPropertyName ofRoot(ConfigurationPropertyName name) {
            return moved(name, group, ROOT);
        }

        /** Built of texts: {@code append} takes no capitals, which keys of maps may have. */
        private static ConfigurationPropertyName moved(
                ConfigurationPropertyName name, ConfigurationPropertyName from, ConfigurationPropertyName to) {
            StringBuilder moved = new StringBuilder(to.toString());
            for (int i = from.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
                String element = name.getElement(i, Form.ORIGINAL);
                moved.append(name.chop(i + 1).isLastElementIndexed() ? "[" + element + "]" : "." + element);
            }
            return ConfigurationPropertyName.adapt(moved, '.');
        }

        private boolean isVisible(ConfigurationPropertyName ofRoot) {
            return !hidden.contains(ofRoot.chop(ROOT.getNumberOfElements() + 1));
        }
    }
}
