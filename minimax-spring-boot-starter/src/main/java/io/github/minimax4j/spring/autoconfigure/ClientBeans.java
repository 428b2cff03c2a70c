package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.spring.internal.health.HealthProbe.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;

/** Finds the application's clients, including those of the starter, which are not injected by type. */
final class ClientBeans {

    private ClientBeans() {}

    static String[] names(ListableBeanFactory beans) {
        return beans.getBeanNamesForType(MiniMaxClient.class, false, false);
    }

    /** The clients that the health check uses, by their names. */
    static Map<String, Target> targets(ListableBeanFactory beans) {
        Map<String, Target> targets = new LinkedHashMap<>();
        for (String name : names(beans)) {
            targets.put(name, new Target(beans.getBean(name, MiniMaxClient.class), modelOf(name, beans)));
        }
        return targets;
    }

    private static @Nullable String modelOf(String clientName, ListableBeanFactory beans) {
        return switch (clientName) {
            case MiniMaxAutoConfiguration.CHAT_CLIENT -> {
                MiniMaxChatModel model =
                        beans.getBeanProvider(MiniMaxChatModel.class).getIfUnique();
                yield model == null ? null : model.defaultRequestParameters().modelName();
            }
            case MiniMaxAutoConfiguration.STREAMING_CLIENT -> {
                MiniMaxStreamingChatModel model =
                        beans.getBeanProvider(MiniMaxStreamingChatModel.class).getIfUnique();
                yield model == null ? null : model.defaultRequestParameters().modelName();
            }
            default -> { // the service lists its chat models only
                String named = clientName.endsWith(NamedModels.CLIENT)
                        ? clientName.substring(0, clientName.length() - NamedModels.CLIENT.length())
                        : "";
                yield beans.containsBean(named) && beans.getBean(named) instanceof MiniMaxChatModel model
                        ? model.defaultRequestParameters().modelName()
                        : null;
            }
        };
    }

    /** The clients that have been created; requesting a lazy one would create it. */
    static Map<String, MiniMaxClient> made(ListableBeanFactory beans) {
        Map<String, MiniMaxClient> clients = new LinkedHashMap<>();
        for (String name : names(beans)) {
            if (beans instanceof SingletonBeanRegistry made
                    && made.getSingleton(name) instanceof MiniMaxClient client) {
                clients.put(name, client);
            }
        }
        return clients;
    }
}
