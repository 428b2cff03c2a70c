package io.github.minimax4j.examples.standin;

import io.github.minimax4j.test.RecordedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a request, as the stand-in interprets them.
 *
 * @param text the current request of the user: the last message, with earlier ones if the stand-in asked for details
 * @param earlier earlier messages of the user, oldest first
 * @param steps the tools called since the user's last message, with their results
 * @param allSteps the tools called in the whole conversation
 * @param isFirstAnswer whether the user has received no text yet
 * @param images images in the last message
 */
record Conversation(
        String text, List<String> earlier, List<Step> steps, List<Step> allSteps, boolean isFirstAnswer, int images) {

    /** The start of a question for missing arguments, by which the stand-in recognises its own question. */
    static final String ASKING_BACK = "To do that I still need";

    /** One tool called, with its result. */
    record Step(String tool, String arguments, String result) {

        @Nullable
        Object json() {
            return Json.parse(result);
        }
    }

    private record Call(String name, String arguments) {}

    /**
     * @param standsAlone whether a message is a request of its own; otherwise, if the stand-in has asked for details, it answers that
     *     question
     */
    static Conversation of(RecordedRequest request, Predicate<String> standsAlone) {
        List<String> users = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        List<Step> allSteps = new ArrayList<>();
        Map<String, Call> calls = new HashMap<>();
        boolean first = true;
        boolean askedBack = false;
        int images = 0;
        for (Map<String, @Nullable Object> message : request.messages()) {
            String content = Json.text(message.get("content"));
            String role = String.valueOf(message.get("role"));
            switch (role) {
                case "user" -> {
                    boolean isReply = askedBack && !standsAlone.test(content);
                    users.add(isReply ? users.remove(users.size() - 1) + "\n" + content : content);
                    steps.clear();
                    images = images(message);
                    askedBack = false;
                }
                case "assistant" -> {
                    List<Map<String, @Nullable Object>> made = Json.objects(message.get("tool_calls"));
                    made.forEach(call -> calls.put(string(call, "id"), call(call)));
                    first &= !made.isEmpty() || content.isBlank();
                    askedBack = content.contains(ASKING_BACK) && !users.isEmpty();
                }
                case "tool" -> {
                    Call call = calls.getOrDefault(string(message, "tool_call_id"), new Call("tool", "{}"));
                    Step step = new Step(call.name(), call.arguments(), content);
                    steps.add(step);
                    allSteps.add(step);
                }
                default -> {}
            }
        }
        String text = users.isEmpty() ? "" : users.remove(users.size() - 1);
        return new Conversation(text, List.copyOf(users), List.copyOf(steps), List.copyOf(allSteps), first, images);
    }

    private static Call call(Map<String, @Nullable Object> call) {
        Map<?, ?> function = call.get("function") instanceof Map<?, ?> map ? map : Map.of();
        return new Call(string(function, "name"), string(function, "arguments"));
    }

    private static String string(Map<?, ?> object, String name) {
        return object.get(name) instanceof String string ? string : "";
    }

    private static int images(Map<String, @Nullable Object> message) {
        return (int) Json.objects(message.get("content")).stream()
                .filter(part -> "image_url".equals(part.get("type")))
                .count();
    }
}
