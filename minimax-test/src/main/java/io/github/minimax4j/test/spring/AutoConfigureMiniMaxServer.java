package io.github.minimax4j.test.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets the application under test talk to a scripted MiniMax instead of the real one: no key, no network, no mock.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureMiniMaxServer
 * class AssistantTest {
 *
 *     @Test
 *     void answers(@Autowired MiniMaxServer server, @Autowired Assistant assistant) {
 *         server.enqueue(Reply.text("Hello."));
 *
 *         assertThat(assistant.chat("Hi")).isEqualTo("Hello.");
 *     }
 * }
 * }</pre>
 *
 * <p>Each application context gets one {@link io.github.minimax4j.test.MiniMaxServer}, to be injected like any bean. It is there
 * before the context is made, so that it may be scripted as early as in the constructor of a configuration. After each test method,
 * when all methods with {@code @AfterEach} have run, it is {@linkplain io.github.minimax4j.test.MiniMaxServer#reset() reset}; with the
 * context it is closed. Test classes that share a context share the server, so run those one after the other. Nested and derived test
 * classes inherit the annotation.
 *
 * <p>These properties below {@code langchain4j.minimax} are set, before any condition is asked, and win over those of the application,
 * of {@code @TestPropertySource} and of {@code @SpringBootTest}:
 *
 * <ul>
 *   <li>{@code base-url}: always, for all models.
 *   <li>{@code api-key}: wherever the application has one, or for all models if it has none. So a model that is off for want of a key
 *       of its own stays off.
 *   <li>{@code profile}: if the application sets none, the one that its real {@code base-url} would bring about. So the requests hold
 *       the same fields as in production.
 *   <li>{@code model-name}: {@code MiniMax-M3}, if the application names no model at all, or by a variable that is not defined in the test.
 *   <li>{@code test-server}: tells the starter to pass over {@code proxy.*} and {@code ssl-bundle}, to ask no
 *       {@code MiniMaxApiKeyProvider} and no {@code MiniMaxHeadersProvider}, and to let texts with undefined placeholders pass.
 * </ul>
 *
 * <p>All else is the application's: with {@code langchain4j.minimax.enabled=false} there is still no model, {@code custom-headers} are
 * sent to the server, and beans that customize models, clients or the HTTP client do so. One of them that sets a proxy or another
 * address leads past the server, and so does a model or a client that the application makes itself without the properties: keep such
 * beans out of the test, for example by {@code @Profile("!test")}, or give them {@code langchain4j.minimax.base-url}.
 *
 * <p>Needs Spring's test framework 6.2 or 7, as in Spring Boot 3.5 and 4; {@code @SpringBootTest} is usual, but any test with an
 * application context will do.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AutoConfigureMiniMaxServer {}
