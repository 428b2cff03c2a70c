package io.github.minimax4j.test.spring;

import io.github.minimax4j.test.MiniMaxServer;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Resets the server after each test method. Not before it, because a class may script the server in {@code @BeforeAll}. */
final class MiniMaxServerResetListener implements TestExecutionListener {

    @Override
    public void afterTestMethod(TestContext test) {
        if (TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigureMiniMaxServer.class)
                && test.hasApplicationContext()) {
            ApplicationContext context;
            try {
                context = test.getApplicationContext();
            } catch (IllegalStateException e) {
                return; // the test has closed the context, and the server with it
            }
            context.getBean(MiniMaxServerContextCustomizer.SERVER, MiniMaxServer.class)
                    .reset();
        }
    }
}
