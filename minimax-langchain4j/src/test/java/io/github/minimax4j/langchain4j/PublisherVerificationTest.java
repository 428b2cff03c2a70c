package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.testng.SkipException;

/** Runs the tests of Reactive Streams' own kit, each on a model of its own; what the kit skips is reported as skipped. */
class PublisherVerificationTest {
    /** What the kit has tests for. */
    private static final int TESTS = 38;

    private static List<Method> verifications() {
        return Arrays.stream(ChatPublisherVerification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> reactiveStreams() {
        return verifications().stream().map(method -> DynamicTest.dynamicTest(method.getName(), () -> verify(method)));
    }

    @Test
    void noTestOfTheKitIsMissed() {
        assertThat(verifications()).hasSize(TESTS);
    }

    private static void verify(Method method) throws Throwable {
        try (ChatPublisherVerification verification = new ChatPublisherVerification()) {
            verification.setUp();
            method.invoke(verification);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SkipException skip) {
                throw new TestAbortedException(skip.getMessage());
            }
            throw e.getCause();
        }
    }
}
