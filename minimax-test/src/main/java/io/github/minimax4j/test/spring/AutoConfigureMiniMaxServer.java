package io.github.minimax4j.test.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes the application under test call a scripted server instead of MiniMax: no key, no network, no mock.
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
 * <p>Each application context gets one {@link io.github.minimax4j.test.MiniMaxServer}, which you can inject like any bean. It exists before
 * the context is created, so you can script it as early as in the constructor of a configuration. It is
 * {@linkplain io.github.minimax4j.test.MiniMaxServer#reset() reset} after each test method, when all methods with {@code @AfterEach} have
 * run, and closed with the context. Test classes that share a context share the server, so do not run them in parallel. Nested and derived
 * test classes inherit the annotation.
 *
 * <p>It sets these properties below {@code langchain4j.minimax} before any condition is evaluated. They override those of the application,
 * of {@code @TestPropertySource} and of {@code @SpringBootTest}:
 *
 * <ul>
 *   <li>{@code base-url}: always, for all models.
 *   <li>{@code api-key}: wherever the application sets one, or for all models if it sets none. So a model that is off because it has no key of its own stays off.
 *   <li>{@code profile}: if the application sets none, the one that its real {@code base-url} implies. So the requests contain the same fields as in production.
 *   <li>{@code model-name}: {@code MiniMax-M3}, if the application names no model, or names it by a variable that is not defined in the test.
 *   <li>{@code test-server}: makes the starter ignore {@code proxy.*} and {@code ssl-bundle}, call no {@code MiniMaxApiKeyProvider} and no {@code MiniMaxHeadersProvider}, and accept texts with undefined placeholders.
 * </ul>
 *
 * <p>Everything else is up to the application: with {@code langchain4j.minimax.enabled=false} there is still no model,
 * {@code custom-headers} are sent to the server, and beans that customize models, clients or the HTTP client take effect. A bean that sets
 * a proxy or another address bypasses the server, and so does a model or a client that the application creates itself without the
 * properties. Keep such beans out of the test, for example with {@code @Profile("!test")}, or pass them
 * {@code langchain4j.minimax.base-url}.
 *
 * <p>Needs Spring's test framework 6.2 or 7, as in Spring Boot 3.5 and 4; {@code @SpringBootTest} is common, but any test with an
 * application context works.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AutoConfigureMiniMaxServer {}
