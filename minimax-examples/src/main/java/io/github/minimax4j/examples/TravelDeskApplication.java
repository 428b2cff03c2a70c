package io.github.minimax4j.examples;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.minimax4j.examples.terminal.Conversation;
import io.github.minimax4j.examples.terminal.Screen;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.examples.travel.TravelTools;
import io.github.minimax4j.examples.web.StoredConversations;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.test.MiniMaxServer;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A travel desk agent in the terminal and on a web page that uses the MiniMax starter. With the environment variable MINIMAX_API_KEY it
 * calls MiniMax, without it a stand-in that it starts itself.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class TravelDeskApplication {

    /**
     * Starts the application, runs the conversation, and exits with status 0, or with 1 if it could not start.
     *
     * @param arguments properties, such as {@code --langchain4j.minimax.model-name=MiniMax-M3.1-Flash}
     */
    public static void main(String[] arguments) {
        ConfigurableApplicationContext context;
        try {
            context = start(arguments);
        } catch (SpringApplication.AbandonedRunException e) {
            throw e; // the application is only being processed ahead of time
        } catch (RuntimeException e) {
            System.exit(1); // Spring Boot has reported why
            return;
        }
        try (context;
                Screen screen = Screen.ofSystem()) {
            converse(context, screen);
        }
    }

    /**
     * Starts the application with the page only, without a conversation in the terminal.
     *
     * @param arguments as for {@link #main(String[])}
     */
    public static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(TravelDeskApplication.class)
                .initializers(new StandInWithoutKey(), new FreePort(), new StoredConversations())
                .run(arguments);
    }

    /**
     * Runs the conversation in the terminal. The stand-in is asked the example questions first; MiniMax is asked nothing that the user has
     * not written.
     *
     * @param context the running application
     * @param screen  the terminal to use
     */
    public static void converse(ConfigurableApplicationContext context, Screen screen) {
        ConnectionProperties properties = context.getBean(ConnectionProperties.class);
        boolean standIn = context.getBeanProvider(MiniMaxServer.class).getIfAvailable() != null;
        screen.println(
                standIn
                        ? "MINIMAX_API_KEY is not set: a stand-in inside this program answers, not MiniMax."
                        : "Talking to " + properties.baseUrl() + " with the model " + properties.modelName() + ".");
        String port = context.getEnvironment().getProperty("local.server.port");
        screen.println("Open http://127.0.0.1:" + port + " in a browser to talk to the desk on a page.");
        screen.println("");
        new Conversation(context.getBean(StreamingChatModel.class), context.getBean(TravelTools.class), screen)
                .play(standIn ? Briefing.EXAMPLES : List.of());
    }
}
