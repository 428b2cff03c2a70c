package io.github.minimax4j.test;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit 5 extension that gives each test a fresh {@link MiniMaxServer} and closes it afterwards.
 *
 * <pre>{@code
 * @ExtendWith(MiniMaxServerExtension.class)
 * class GreeterTest {
 *
 *     @Test
 *     void greets(MiniMaxServer server) {
 *         server.enqueue(Reply.text("Hello."));
 *     }
 * }
 * }</pre>
 *
 * <p>Declare the parameter in the test method and in methods with {@code @BeforeEach} and {@code @AfterEach}: within one test they all get
 * the same server. Constructors and methods for the whole class cannot have it; start a server yourself there. Without such a parameter, no
 * server is started.
 */
public final class MiniMaxServerExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(MiniMaxServerExtension.class);

    /** For JUnit. */
    public MiniMaxServerExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MiniMaxServer.class;
    }

    @Override
    public MiniMaxServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "MiniMaxServerExtension provides a server to tests, @BeforeEach and @AfterEach only,"
                            + " because each test has its own. For a whole class use MiniMaxServer.start()");
        }
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(MiniMaxServer.class, type -> MiniMaxServer.start(), MiniMaxServer.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        MiniMaxServer server = context.getStore(NAMESPACE).remove(MiniMaxServer.class, MiniMaxServer.class);
        if (server != null) {
            server.close();
        }
    }
}
