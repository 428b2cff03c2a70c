package io.github.minimax4j.spring.autoconfigure;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.PropertySources;
import io.github.minimax4j.spring.internal.UnknownProperties;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Makes the models below {@code langchain4j.minimax.models}. The factory methods are called by the definitions of {@link Registrar}. */
record NamedModels(ClientFactory clients, ModelFactory models) {

    /** What follows the name of a model in the name of its streaming model's bean. */
    static final String STREAMING = "Streaming";

    /** What follows the name of a model in the name of its connection's bean. */
    static final String CLIENT = "Client";

    MiniMaxClient client(String name) {
        return clients.client(ModelGroup.named(name));
    }

    MiniMaxChatModel chatModel(String name, MiniMaxClient client) {
        return models.chatModel(ModelGroup.named(name), client);
    }

    MiniMaxStreamingChatModel streamingChatModel(String name, MiniMaxClient client) {
        return models.streamingChatModel(ModelGroup.named(name), client);
    }

    /**
     * Warns of properties without effect, and defines the beans of each named model: by factory methods, since ahead-of-time processing
     * knows no suppliers, and after the conditions of the unnamed models, which would otherwise find a model and give way.
     */
    static final class Registrar implements ImportBeanDefinitionRegistrar {

        private static final Logger LOG = LoggerFactory.getLogger(MiniMaxAutoConfiguration.class);

        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

        private final Environment environment;

        private final ConfigurableListableBeanFactory beans;

        Registrar(Environment environment, BeanFactory beans) {
            this.environment = environment;
            this.beans = (ConfigurableListableBeanFactory) beans;
        }

        @Override
        public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
            if (ModelGroup.areOff(environment)) {
                return;
            }
            UnknownProperties.warnings(environment).forEach(LOG::warn);
            for (String name : PropertySources.namedModels(environment)) {
                ModelGroup group = ModelGroup.named(name);
                if (group.whyOff(environment, OnMiniMaxModel.hasKeyProvider(beans)) != null) {
                    continue;
                }
                if (!NAME.matcher(name).matches()) {
                    throw PropertyCheck.wrongName(name);
                }
                define(name, name + CLIENT, MiniMaxClient.class, "client", registry, name);
                Object client = new RuntimeBeanReference(name + CLIENT);
                define(name, name, ChatModel.class, "chatModel", registry, name, client);
                define(name, name + STREAMING, StreamingChatModel.class, "streamingChatModel", registry, name, client);
            }
        }

        private boolean isOurs(String beanName) {
            String factory = beans.containsBeanDefinition(beanName)
                    ? beans.getBeanDefinition(beanName).getFactoryBeanName()
                    : null;
            return factory != null && factory.startsWith(NamedModels.class.getPackageName());
        }

        private void define(
                String name,
                String beanName,
                Class<?> type,
                String method,
                BeanDefinitionRegistry registry,
                Object... arguments) {
            if (beans.containsLocalBean(beanName)) {
                if (isOurs(beanName) || !beans.isTypeMatch(beanName, type)) {
                    throw PropertyCheck.nameTaken(name, beanName);
                }
                return; // the application's own, as a test may have one
            }
            RootBeanDefinition bean = new RootBeanDefinition();
            bean.setFactoryBeanName(NamedModels.class.getName());
            bean.setUniqueFactoryMethodName(method);
            bean.setResourceDescription(ModelGroup.MODELS + name);
            // the model without a name, or another provider's, is injected by type; no @Primary, which the application
            // may use
            bean.setFallback(type != MiniMaxClient.class);
            bean.setDefaultCandidate(type != MiniMaxClient.class);
            for (int i = 0; i < arguments.length; i++) {
                bean.getConstructorArgumentValues().addIndexedArgumentValue(i, arguments[i]);
            }
            registry.registerBeanDefinition(beanName, bean);
        }
    }
}
