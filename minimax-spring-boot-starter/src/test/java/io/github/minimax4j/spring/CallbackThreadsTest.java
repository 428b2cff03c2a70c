package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.spring.autoconfigure.AutoConfigurationClasses;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Which threads run what streams call back. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class CallbackThreadsTest {

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    private static ApplicationContextRunner asking(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        return Contexts.asking(server).withConfiguration(AutoConfigurations.of(AutoConfigurationClasses.CALLS));
    }

    private static Thread threadOf(StreamingChatModel model) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Streams.ask(model, HI, response -> thread.complete(Thread.currentThread()), thread::completeExceptionally);
        return thread.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aBeanOfTheExecutorsNameThatIsNoneIsExplained(MiniMaxServer server) {
        asking(server)
                .withBean("minimaxTaskExecutor", String.class, () -> "no executor")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(MiniMaxPropertyException.class)
                        .hasMessageContaining("The bean minimaxTaskExecutor")
                        .hasMessageContaining("is no java.util.concurrent.Executor"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void callbacksRunOnVirtualThreadsWithAName(MiniMaxServer server) {
        asking(server).withPropertyValues("spring.threads.virtual.enabled=true").run(context -> {
            Thread thread = threadOf(context.getBean(StreamingChatModel.class));
            assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
            assertThat(thread.getName()).startsWith("minimax-callback-");
        });
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void withoutVirtualThreadsTheSettingChangesNothing(MiniMaxServer server) {
        asking(server)
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(threadOf(context.getBean(StreamingChatModel.class))
                                .getName())
                        .startsWith("minimax-callback-"));
    }

    @Test
    void theApplicationsExecutorIsUsedAndNotClosed(MiniMaxServer server) {
        Queue<Runnable> closed = new ConcurrentLinkedQueue<>();
        class Closeable extends SimpleAsyncTaskExecutor {

            private static final long serialVersionUID = 1L;

            Closeable() {
                super("of-the-application-");
            }

            @Override
            public void close() {
                closed.add(() -> {});
                super.close();
            }
        }
        asking(server)
                .withBean(
                        MiniMaxAutoConfiguration.TASK_EXECUTOR,
                        Executor.class,
                        Closeable::new,
                        definition -> definition.setDestroyMethodName(""))
                .run(context -> assertThat(threadOf(context.getBean(StreamingChatModel.class))
                                .getName())
                        .startsWith("of-the-application-"));
        assertThat(closed).isEmpty();
    }

    /** As docs/spring-boot.md shows it. */
    @Configuration(proxyBeanMethods = false)
    static class OwnExecutor {

        @Bean(name = "minimaxTaskExecutor", defaultCandidate = false)
        SimpleAsyncTaskExecutor minimaxTaskExecutor() {
            return new SimpleAsyncTaskExecutor("answers-");
        }
    }

    @Test
    void anExecutorForTheModelsAloneLeavesTheApplicationsOwn(MiniMaxServer server) {
        asking(server)
                .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
                .withUserConfiguration(OwnExecutor.class)
                .run(context -> {
                    assertThat(context).hasBean("applicationTaskExecutor");
                    assertThat(threadOf(context.getBean(StreamingChatModel.class))
                                    .getName())
                            .startsWith("answers-");
                });
    }

    @Test
    void anExecutorThatEndsEarlyWithTheContextLosesNoCallback(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").delay(java.time.Duration.ofMillis(300)));
        CompletableFuture<String> answer = new CompletableFuture<>();
        asking(server)
                .withBean(
                        MiniMaxAutoConfiguration.TASK_EXECUTOR,
                        ThreadPoolTaskExecutor.class,
                        ThreadPoolTaskExecutor::new)
                .run(context -> {
                    Streams.ask(
                            context.getBean(StreamingChatModel.class),
                            HI,
                            response -> answer.complete(response.aiMessage().text()),
                            answer::completeExceptionally);
                    server.takeRequest();
                });
        assertThat(answer).isCompletedWithValue("Hello.");
    }
}
