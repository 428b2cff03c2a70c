package io.github.minimax4j.examples.doctor;

import static io.github.minimax4j.examples.doctor.Checks.accepted;
import static io.github.minimax4j.examples.doctor.Checks.onStream;
import static io.github.minimax4j.examples.doctor.Checks.onSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Thinking;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Framing, chunks, thinking and endings of streams. */
final class StreamBeliefs extends BeliefGroup {

    private static final int ROOM = 1_500;

    private static final Pattern INLINE = Pattern.compile("\\s*<think>(.*?)</think>(.*)", Pattern.DOTALL);

    StreamBeliefs(Library library) {
        super(library);
        ChatCompletionRequest request = request()
                .messages(Message.user("Is 391 a prime number? Think it through, then answer in one sentence."))
                .maxCompletionTokens(ROOM)
                .thinking(target.isMiniMax() && target.isM3() ? Thinking.ADAPTIVE : null)
                .reasoningSplit(target.isMiniMax() ? true : null)
                .build();
        Probe stream = Probe.chat("stream", library, request, true);
        framing(stream);
        thinking(stream);
        ending(stream);

        Probe bare = limited(
                say("stream-bare", "What is 17 times 23? Reply with the number.")
                        .without("thinking")
                        .streamed(),
                ROOM);
        believe(
                "usage-unasked",
                "Q9",
                "Does a stream report tokens without include_usage?",
                "no",
                bare,
                onStream(events -> {
                    List<Integer> totals = totals(events);
                    return Finding.of(
                            totals.stream().allMatch(total -> total == 0), "total_tokens of its chunks: " + totals);
                }));
        believe(
                "library-tags-in-stream",
                "B14",
                "Does the library take tags out of a stream?",
                "yes, wherever chunks split them",
                bare,
                onSuccess(exchange -> takenOut(Objects.requireNonNull(exchange.reading()))));
    }

    private void framing(Probe stream) {
        believe("stream", "2.1", "Is the streamed request of the library accepted?", "yes", stream, accepted());
        believe(
                "stream-type",
                "5.1",
                "What is the media type of a stream?",
                "text/event-stream",
                stream,
                onSuccess(exchange -> Finding.of(exchange.isEventStream(), exchange.header("content-type"))));
        believe(
                "stream-lines",
                "5.1",
                "Which lines does a stream have besides data?",
                "none: no event, no id, no comment",
                stream,
                onStream(events -> Finding.of(
                        events.otherFields().isEmpty(),
                        events.otherFields().isEmpty()
                                ? "only data"
                                : events.otherFields().toString())));
        believe(
                "chunk-object",
                "5.2",
                "What is the object of a chunk?",
                "chat.completion.chunk",
                stream,
                onStream(
                        events -> Checks.is("object", events.chunks().get(0).path("object"), "chat.completion.chunk")));
        believe("same-id", "5.2", "Do all chunks have one id?", "yes", stream, onStream(events -> {
            long ids = events.chunks().stream()
                    .map(chunk -> chunk.path("id").asText())
                    .distinct()
                    .count();
            return Finding.of(ids == 1, ids + " different ids");
        }));
        believe("role-repeated", "Q31", "Which deltas have a role?", "all of them", stream, onStream(events -> {
            int deltas = events.values(chunk -> chunk.at("/choices/0/delta")).size();
            int roles = events.deltas("role").size();
            return Finding.of(roles == deltas && roles > 1, roles + " of " + deltas);
        }));
    }

    private void thinking(Probe stream) {
        believe(
                "thinking-increments",
                "Q10",
                "Is thinking streamed as increments or as snapshots?",
                "increments",
                stream,
                onStream(events -> {
                    List<String> texts = thinkingTexts(events);
                    if (texts.size() < 2) {
                        return Finding.notSeen(texts.size() + " deltas of thinking are too few");
                    }
                    boolean snapshots = Checks.areSnapshots(texts);
                    return Finding.of(!snapshots, (snapshots ? "snapshots" : "increments") + ", " + texts.size());
                }));
        believe(
                "thinking-fields",
                "5.4",
                "Which fields carry split thinking?",
                "reasoning_content and reasoning_details, with the same text",
                stream,
                onStream(events -> {
                    List<String> details = details(events);
                    List<String> contents = events.texts("reasoning_content");
                    if (details.isEmpty()
                            && contents.isEmpty()
                            && events.texts("reasoning").isEmpty()) {
                        return Finding.notSeen("the model did not think");
                    }
                    return Finding.of(
                            !contents.isEmpty() && contents.equals(details),
                            contents.size() + " deltas of reasoning_content, " + details.size()
                                    + " of reasoning_details, "
                                    + (contents.equals(details) ? "equal" : "different"));
                }));
        believe(
                "no-alternation",
                "Q41",
                "Does the service send the field reasoning?",
                "no, only engines do",
                stream,
                onStream(events -> Finding.of(
                        events.texts("reasoning").isEmpty(),
                        events.texts("reasoning").size() + " deltas of reasoning")));
        believe(
                "details-form",
                "4.2",
                "What is in an object of reasoning_details?",
                "type reasoning.text, id, format, index, text",
                stream,
                onStream(events -> {
                    List<JsonNode> details = events.deltas("reasoning_details");
                    if (details.isEmpty()) {
                        return Finding.notSeen("no reasoning_details");
                    }
                    JsonNode detail = details.get(0).path(0);
                    return Finding.of(
                            detail.path("type").asText().equals("reasoning.text")
                                    && detail.has("id")
                                    && detail.has("format")
                                    && detail.has("index")
                                    && detail.has("text"),
                            Checks.shown(detail));
                }));
        believe(
                "no-stray-tag",
                "Q19",
                "Does split thinking end with a stray </think>?",
                "not as a rule",
                stream,
                onStream(events -> {
                    String thinking = Checks.joined(thinkingTexts(events)).strip();
                    return thinking.isEmpty()
                            ? Finding.notSeen("the model did not think")
                            : Finding.of(
                                    !thinking.endsWith("</think>"),
                                    "it ends: " + thinking.substring(Math.max(0, thinking.length() - 20)));
                }));
    }

    private void ending(Probe stream) {
        believe(
                "finish-with-content",
                "Q8",
                "Where is the finish reason?",
                "in the chunk with the last content",
                stream,
                onStream(events -> {
                    int index = events.finishIndex();
                    if (index < 0) {
                        return Finding.of(false, "no finish reason");
                    }
                    JsonNode choice = events.chunks().get(index).at("/choices/0");
                    return Finding.of(
                            !choice.at("/delta/content").asText("").isEmpty(),
                            "with the delta " + Checks.shown(choice.path("delta")));
                }));
        if (target.isM3()) {
            believe(
                    "whole-message",
                    "Q6",
                    "How does a stream of M3 end?",
                    "with the whole message again",
                    stream,
                    onStream(events -> Finding.of(
                            events.endsWithWholeMessage(),
                            "last: " + Exchange.shortened(events.last().toString(), 60))));
        } else {
            believe(
                    "usage-chunk",
                    "5.2",
                    "How does a stream end?",
                    "with a chunk that has usage and no choice",
                    stream,
                    onStream(events -> Finding.of(
                            events.last().path("choices").isEmpty()
                                    && events.last().path("usage").isObject(),
                            "last: " + Exchange.shortened(events.last().toString(), 60))));
        }
        believe(
                "done",
                "Q7",
                "Does [DONE] end a stream?",
                "no",
                stream,
                onStream(events -> Finding.of(!events.done(), events.done() ? "[DONE]" : "the end of the body")));
        believe(
                "usage-at-the-end",
                "Q9",
                "Which chunks count tokens?",
                "only the last one",
                stream,
                onStream(events -> {
                    List<Integer> totals = totals(events);
                    boolean last = totals.get(totals.size() - 1) > 0;
                    boolean only = totals.stream().filter(total -> total > 0).count() == 1;
                    return Finding.of(last && only, "total_tokens of its chunks: " + shortened(totals));
                }));
        believe(
                "base-resp-at-the-end",
                "5.2",
                "Which events have a base_resp?",
                "the last one, with the code 0",
                stream,
                onStream(events -> {
                    int all = events.values(chunk -> chunk.path("base_resp")).size();
                    return Finding.of(
                            all == 1
                                    && events.last()
                                                    .at("/base_resp/status_code")
                                                    .asInt(-1)
                                            == 0,
                            all + " events, the last with "
                                    + Checks.shown(events.last().path("base_resp")));
                }));
        believe(
                "library-stream",
                "B9",
                "Does the library read a stream as it was written?",
                "text and thinking once each, and the tokens",
                stream,
                onSuccess(exchange -> {
                    Reading reading = Objects.requireNonNull(exchange.reading());
                    Events events = exchange.events();
                    String text = String.join("", events.texts("content"));
                    String thinking = Checks.joined(thinkingTexts(events)).replaceFirst("\\s*</think>\\s*$", "");
                    Matcher inline = INLINE.matcher(text);
                    if (thinking.isEmpty() && inline.matches()) {
                        thinking = inline.group(1);
                        text = inline.group(2);
                    }
                    return Finding.of(
                            reading.kind() == null
                                    && text.strip()
                                            .equals(Objects.requireNonNullElse(reading.text(), "")
                                                    .strip())
                                    && thinking.strip()
                                            .equals(Objects.requireNonNullElse(reading.thinking(), "")
                                                    .strip())
                                    && Objects.equals(reading.usage(), positive(exchange.reportedTokens())),
                            reading.shown() + ", " + reading.usage() + " tokens");
                }));
    }

    private static @Nullable Integer positive(int tokens) {
        return tokens > 0 ? tokens : null;
    }

    private static List<String> thinkingTexts(Events events) {
        List<String> texts = events.texts("reasoning_content");
        if (texts.isEmpty()) {
            texts = details(events);
        }
        return texts.isEmpty() ? events.texts("reasoning") : texts;
    }

    private static List<String> details(Events events) {
        return events.deltas("reasoning_details").stream()
                .map(details -> details.path(0).path("text").asText())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<Integer> totals(Events events) {
        return events.chunks().stream()
                .map(chunk -> chunk.at("/usage/total_tokens").asInt())
                .toList();
    }

    private static String shortened(List<Integer> totals) {
        return Exchange.shortened(totals.toString(), 60);
    }
}
