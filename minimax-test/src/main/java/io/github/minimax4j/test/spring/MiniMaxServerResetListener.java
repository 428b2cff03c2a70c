package io.github.minimax4j.test.spring;

import io.github.minimax4j.test.MiniMaxServer;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Leaves the next test a server without script and memory. Not before a test, because a class may script in {@code @BeforeAll}. */
final class MiniMaxServerResetListener implements TestExecutionListener {

    @Override
    public void afterTestMethod(TestContext test) {
        if (TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigureMiniMaxServer.class)
                && test.hasApplicationContext()) {
            ApplicationContext context;
            try {
                context = test.getApplicationContext();
            } catch (IllegalStateException e) {
                return; // the test has closed it, and the server with it
            }
            context.getBean(MiniMaxServerContextCustomizer.SERVER, MiniMaxServer.class)
                    .reset();
        }
    }
}
