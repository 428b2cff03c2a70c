package io.github.minimax4j.spring;

import io.github.minimax4j.core.MiniMaxClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;

/** Finds the application's clients, those of the starter included, which are not injected by type. */
final class ClientBeans {

    private ClientBeans() {}

    static String[] names(ListableBeanFactory beans) {
        return beans.getBeanNamesForType(MiniMaxClient.class, false, false);
    }

    static Map<String, MiniMaxClient> all(ListableBeanFactory beans) {
        Map<String, MiniMaxClient> clients = new LinkedHashMap<>();
        for (String name : names(beans)) {
            clients.put(name, beans.getBean(name, MiniMaxClient.class));
        }
        return clients;
    }

    /** Those that have been made; asking for a lazy one would make it. */
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
