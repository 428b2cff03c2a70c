package io.github.minimax4j.examples.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A tab of a {@link Chromium}, used as a person would: by keys and clicks. Elements are named by CSS selectors. */
final class Tab implements AutoCloseable {

    private static final String READY = "document.body?.dataset.ready === 'true'";

    private static final String LOADED = """
            document.readyState + ' ' + location.href + ' ' + JSON.stringify(performance.getEntriesByType('resource')
                .map(each => [each.name, each.responseStatus, Math.round(each.duration)]))""";

    static final int SHIFT = 8;

    private static final Map<String, Integer> KEY_CODES =
            Map.of("Enter", 13, "Escape", 27, "Tab", 9, "PageUp", 33, "PageDown", 34);

    private static final int SECONDS = 20;

    private final Chromium browser;

    private final String context;

    private final String session;

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    Tab(Chromium browser, String context, String session, String url, int width, int height) {
        this.browser = browser;
        this.context = context;
        this.session = session;
        browser.listen(session, this::hear);
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        call("Page.enable", Map.of());
        call("DOM.enable", Map.of());
        resize(width, height, 1, false);
        navigate(url);
    }

    /** Opens an address in a new document. */
    void navigate(String url) {
        load(() -> call("Page.navigate", Map.of("url", url)));
    }

    void reload() {
        load(() -> call("Page.reload", Map.of()));
    }

    private void load(Runnable action) {
        evaluate("if (document.body) document.body.dataset.ready = ''");
        action.run();
        try {
            await(READY);
        } catch (AssertionError e) { // a loaded machine: Chromium rarely leaves a script of a new tab waiting
            System.err.println(
                    "The page was not ready in time: " + evaluate(LOADED).asText());
            call("Page.reload", Map.of());
            await(READY);
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }

    private void hear(JsonNode event) {
        JsonNode parameters = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
            case "Log.entryAdded" -> {
                if ("error".equals(parameters.path("entry").path("level").asText())) {
                    complaints.add(parameters.toString());
                }
            }
            default -> {}
        }
    }

    /** Exceptions of scripts, and errors in the log: blocked by the content security policy, not found, and so on. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Forgets complaints with this text, which a test has caused on purpose. */
    void forgive(String text) {
        complaints.removeIf(complaint -> complaint.contains(text));
    }

    void resize(int width, int height, int scale, boolean mobile) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
        if (mobile) {
            call("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
        }
    }

    void dark() {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** The value of an expression; promises are waited for. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails")
                            .path("exception")
                            .path("description")
                            .asText()
                    + "\nThe page shows:\n"
                    + call("Runtime.evaluate", Map.of("expression", "document.body.innerText", "returnByValue", true))
                            .path("result")
                            .path("value")
                            .asText()
                    + "\n" + complaints);
        }
        return result.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void await(String condition) {
        String quoted = condition.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$");
        evaluate(("""
                new Promise((resolve, reject) => {
                  const timers = [];
                  const end = action => { timers.forEach(clearInterval); action(); };
                  const look = () => { if (%s) end(() => resolve(true)); };
                  timers.push(setInterval(look, 10));
                  timers.push(setTimeout(() => end(() => reject(new Error(`Never came true: %s`))), %d));
                  look();
                })""").formatted(condition, quoted, SECONDS * 1000));
    }

    /** Waits until an element shows a text. */
    void awaitText(String selector, String text) {
        await("[...document.querySelectorAll('" + selector + "')].some(e => e.innerText.includes(" + quoted(text)
                + "))");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    String text(String selector) {
        return evaluate("document.querySelector('" + selector + "')?.innerText ?? ''")
                .asText();
    }

    int count(String selector) {
        return evaluate("document.querySelectorAll('" + selector + "').length").asInt();
    }

    /** Whether a person can see it. */
    boolean shows(String selector) {
        return evaluate("document.querySelector('" + selector + "')?.checkVisibility() ?? false")
                .asBoolean();
    }

    String focused() {
        return evaluate("document.activeElement.id").asText();
    }

    /** Types into whatever has the focus. */
    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    void press(String key) {
        press(key, 0);
    }

    void press(String key, int modifiers) {
        Map<String, Object> event =
                Map.of("key", key, "code", key, "windowsVirtualKeyCode", KEY_CODES.get(key), "modifiers", modifiers);
        java.util.Map<String, Object> down = new java.util.HashMap<>(event);
        down.put("type", "Enter".equals(key) ? "keyDown" : "rawKeyDown");
        if ("Enter".equals(key)) {
            down.put("text", "\r");
        }
        java.util.Map<String, Object> up = new java.util.HashMap<>(event);
        up.put("type", "keyUp");
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", up);
    }

    /** Clicks with the mouse in the middle of an element. */
    void click(String selector) {
        await("document.querySelector('" + selector + "')?.checkVisibility()");
        // a page that follows its end may scroll once more, before it notices that it was scrolled
        JsonNode place = evaluate("(async () => { const e = document.querySelector('" + selector + "');"
                + " e.scrollIntoView({block: 'nearest'});"
                + " await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
                + " e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect();"
                + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
        double x = place.path("x").asDouble();
        double y = place.path("y").asDouble();
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
        }
    }

    /** Unfolds all of these. */
    void unfold(String selector) {
        evaluate("document.querySelectorAll('" + selector + "').forEach(e => { e.open = true; })");
    }

    /** Moves the mouse over an element. */
    void hover(String selector) {
        JsonNode place = place(selector);
        mouse("mouseMoved", place, Map.of());
    }

    /** Turns the mouse's wheel over an element by so many pixels. */
    void wheel(String selector, int pixels) {
        mouse("mouseWheel", place(selector), Map.of("deltaX", 0, "deltaY", pixels));
    }

    private JsonNode place(String selector) {
        return evaluate("(r => ({x: r.x + r.width / 2, y: r.y + r.height / 2}))(document.querySelector('" + selector
                + "').getBoundingClientRect())");
    }

    private void mouse(String type, JsonNode place, Map<String, ?> more) {
        Map<String, Object> event = new java.util.HashMap<>(more);
        event.putAll(Map.of(
                "type",
                type,
                "x",
                place.path("x").asDouble(),
                "y",
                place.path("y").asDouble()));
        call("Input.dispatchMouseEvent", event);
    }

    /** Drags a file over an element, and drops it there. */
    void drop(String selector, Path file) {
        JsonNode place = place(selector);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            drag(type, place, file);
        }
    }

    /** Drags a file over an element. */
    void dragOver(String selector, Path file) {
        drag("dragEnter", place(selector), file);
    }

    private void drag(String type, JsonNode place, Path file) {
        call(
                "Input.dispatchDragEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        place.path("x").asDouble(),
                        "y",
                        place.path("y").asDouble(),
                        "data",
                        Map.of("items", List.of(), "files", List.of(file.toString()), "dragOperationsMask", 1)));
    }

    /** What was copied last. */
    String clipboard() {
        browser.call(
                null,
                "Browser.grantPermissions",
                Map.of(
                        "browserContextId",
                        context,
                        "permissions",
                        List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        return evaluate("navigator.clipboard.readText()").asText();
    }

    /** Chooses a file, as in the dialogue. */
    void chooseFile(String selector, Path file) {
        int root = call("DOM.getDocument", Map.of()).path("root").path("nodeId").asInt();
        int node = call("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
                .path("nodeId")
                .asInt();
        call("DOM.setFileInputFiles", Map.of("nodeId", node, "files", List.of(file.toString())));
    }

    void screenshot(Path file) throws IOException {
        String data = call("Page.captureScreenshot", Map.of("format", "png", "optimizeForSpeed", false))
                .path("data")
                .asText();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() {
        browser.call(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
