package io.github.minimax4j.examples.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A Chromium without a window, driven over its DevTools protocol. That takes the JDK and these two classes; the usual library brings
 * two dozen artifacts and a driver program.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (ws://\\S+)");

    private static final long SECONDS = 30;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();

    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();

    private final AtomicInteger lastId = new AtomicInteger();

    private final Process process;

    private final Path profile;

    private final WebSocket socket;

    private CompletableFuture<WebSocket> sent;

    private Chromium(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Messages())
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        this.sent = CompletableFuture.completedFuture(socket);
    }

    /** Where it is installed, if it is. */
    private static Optional<Path> executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one, or skips the test if there is none; but where the build demands these tests, as CI does, that is a failure. */
    static Chromium startOrSkip() throws IOException {
        Optional<Path> executable = executable();
        if (!"true".equals(System.getenv("BROWSER_TESTS_REQUIRED"))) {
            assumeTrue(executable.isPresent(), "no " + NAMES + " on the PATH: install one to run this test");
        }
        return start(executable.orElseThrow(() -> new IOException(
                "BROWSER_TESTS_REQUIRED is true, but there is no " + NAMES + " on the PATH: install one")));
    }

    private static Chromium start(Path executable) throws IOException {
        Path profile = Files.createTempDirectory("chromium");
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--headless=new",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--no-sandbox", // which does not work for root, as whom builds run in containers
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--disable-extensions",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--force-color-profile=srgb",
                        "--lang=en",
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        var output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread reader = new Thread(() -> output.lines().forEach(ignored -> {}), "chromium-output");
                reader.setDaemon(true);
                reader.start();
                return new Chromium(process, profile, URI.create(address.group(1)));
            }
            said.append(line).append('\n');
        }
        throw new IOException("Chromium did not start: " + said);
    }

    /** A tab of its own, which shares nothing with the others. */
    Tab open(String url, int width, int height) {
        String context = call(null, "Target.createBrowserContext", Map.of("disposeOnDetach", true))
                .path("browserContextId")
                .asText();
        String target = call(null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .path("targetId")
                .asText();
        String session = call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        return new Tab(this, context, session, url, width, height);
    }

    void listen(String session, Consumer<JsonNode> listener) {
        listeners.put(session, listener);
    }

    /** Calls a method of the protocol and waits for its result. */
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> result = new CompletableFuture<>();
        calls.put(id, result);
        send(message.toString());
        JsonNode answer = result.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private synchronized void send(String message) {
        sent = sent.thenCompose(ready -> ready.sendText(message, true));
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException e) {
            // a helper process may still write there; the system empties the folder in time
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Messages implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void received(String json) {
            try {
                JsonNode message = JSON.readTree(json);
                CompletableFuture<JsonNode> call =
                        message.has("id") ? calls.remove(message.path("id").asInt()) : null;
                Consumer<JsonNode> listener =
                        listeners.get(message.path("sessionId").asText());
                if (call != null) {
                    call.complete(message);
                } else if (listener != null) {
                    listener.accept(message);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            calls.values().forEach(call -> call.completeExceptionally(error));
        }
    }
}
