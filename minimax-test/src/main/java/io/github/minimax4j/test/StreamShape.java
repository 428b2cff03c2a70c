package io.github.minimax4j.test;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a reply is split into server-sent events and how these are written. Immutable: every method returns a modified copy. Pass it to a
 * reply with {@link CompletionReply#streamed} or {@link EventsReply#streamed}.
 *
 * <p>By default, text and thinking come word by word, a tool call's arguments in two fragments (all but the last character, then the last),
 * there are no pauses, and the stream ends as observed on MiniMax. If thinking is split, it ends as {@link Ending#WHOLE_MESSAGE} without
 * {@code [DONE]}, where every delta repeats role, name, an empty audio_content and a zero usage (as captured from M3). Otherwise it ends as
 * {@link Ending#USAGE_CHUNK} if the request asks for usage, or {@link Ending#LAST_DELTA} if it does not, with {@code [DONE]}.
 */
public final class StreamShape {

    static final StreamShape DEFAULT = new StreamShape();

    @Nullable
    Ending ending;

    @Nullable
    Boolean done;

    int chunkSize;

    @Nullable
    List<String> textDeltas;

    @Nullable
    List<String> thinkingDeltas;

    Duration pause = Duration.ZERO;
    Duration laterPause = Duration.ZERO;
    int laterPauseAfter = -1;
    boolean comments;
    boolean emptyData;
    boolean namedErrors;
    String lineEnd = "\n";
    String space = " ";
    boolean cumulativeThinking;
    boolean interleavedToolCalls;
    boolean wholeToolCalls;
    boolean nameBeforeArguments;
    boolean withoutToolCallIndex;
    boolean endless;

    private StreamShape() {}

    private StreamShape(StreamShape from) {
        ending = from.ending;
        done = from.done;
        chunkSize = from.chunkSize;
        textDeltas = from.textDeltas;
        thinkingDeltas = from.thinkingDeltas;
        pause = from.pause;
        laterPause = from.laterPause;
        laterPauseAfter = from.laterPauseAfter;
        comments = from.comments;
        emptyData = from.emptyData;
        namedErrors = from.namedErrors;
        lineEnd = from.lineEnd;
        space = from.space;
        cumulativeThinking = from.cumulativeThinking;
        interleavedToolCalls = from.interleavedToolCalls;
        wholeToolCalls = from.wholeToolCalls;
        nameBeforeArguments = from.nameBeforeArguments;
        withoutToolCallIndex = from.withoutToolCallIndex;
        endless = from.endless;
    }

    private StreamShape with(Consumer<StreamShape> change) {
        StreamShape copy = new StreamShape(this);
        change.accept(copy);
        return copy;
    }

    /** Sets how the stream ends. An ending set here includes usage even if the request does not ask for it. */
    public StreamShape ending(Ending newEnding) {
        return with(shape -> shape.ending = newEnding);
    }

    /** Ends with {@code data: [DONE]}. */
    public StreamShape withDone() {
        return with(shape -> shape.done = true);
    }

    /** Ends without {@code data: [DONE]}. */
    public StreamShape withoutDone() {
        return with(shape -> shape.done = false);
    }

    /**
     * Splits text, thinking (including its markers) and arguments into parts of this many characters. A character outside the basic plane,
     * such as an emoji, counts as one and is not split. To split the bytes of a character, see {@link Reply#trickle(int, Duration)}.
     */
    public StreamShape chunkSize(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("characters must be at least 1: " + characters);
        }
        return with(shape -> shape.chunkSize = characters);
    }

    /** Sends the content in exactly these deltas, without inline thinking. They need not add up to the text. */
    public StreamShape textDeltas(String... deltas) {
        List<String> copy = List.of(deltas);
        return with(shape -> shape.textDeltas = copy);
    }

    /** Sends the thinking in exactly these deltas. For inline forms, include the markers. */
    public StreamShape thinkingDeltas(String... deltas) {
        List<String> copy = List.of(deltas);
        return with(shape -> shape.thinkingDeltas = copy);
    }

    /** Waits this long before each event except the first. */
    public StreamShape pause(Duration newPause) {
        Durations.notNegative(newPause, "pause");
        return with(shape -> shape.pause = newPause);
    }

    /** Waits this long once, after this many events; 0 waits between the head and the first event. */
    public StreamShape pauseAfterEvents(int events, Duration newPause) {
        Durations.notNegative(newPause, "pause");
        if (events < 0) {
            throw new IllegalArgumentException("events must not be negative: " + events);
        }
        return with(shape -> {
            shape.laterPauseAfter = events;
            shape.laterPause = newPause;
        });
    }

    /** Sends a comment, {@code : ping}, before every event (and before its pause), as gateways do to keep the connection alive. */
    public StreamShape comments() {
        return with(shape -> shape.comments = true);
    }

    /** Sends an event without data, {@code data:}, before every event. It does not count as one. */
    public StreamShape emptyData() {
        return with(shape -> shape.emptyData = true);
    }

    /** Ends lines with CR LF instead of LF. */
    public StreamShape crlf() {
        return with(shape -> shape.lineEnd = "\r\n");
    }

    /** Writes {@code data:{...}} instead of {@code data: {...}}. */
    public StreamShape withoutSpace() {
        return with(shape -> shape.space = "");
    }

    /** Adds {@code event: error} before the data of an error in mid-stream. */
    public StreamShape namedErrorEvents() {
        return with(shape -> shape.namedErrors = true);
    }

    /** Repeats all thinking so far in each delta (snapshots), as the docs' sample code assumes. Does not apply to inline forms. */
    public StreamShape cumulativeThinking() {
        return with(shape -> shape.cumulativeThinking = true);
    }

    /** Interleaves the fragments of parallel tool calls instead of sending call by call. */
    public StreamShape interleavedToolCalls() {
        return with(shape -> shape.interleavedToolCalls = true);
    }

    /** Sends each tool call in one delta. */
    public StreamShape wholeToolCalls() {
        return with(shape -> shape.wholeToolCalls = true);
    }

    /** Sends a tool call's id and name first, with empty arguments. */
    public StreamShape nameBeforeArguments() {
        return with(shape -> shape.nameBeforeArguments = true);
    }

    /** Omits {@code index} from tool call fragments, as some gateways do. */
    public StreamShape withoutToolCallIndex() {
        return with(shape -> shape.withoutToolCallIndex = true);
    }

    /** Repeats the text's deltas until the client hangs up. Combine it with a {@link #pause(Duration)}. */
    public StreamShape endless() {
        return with(shape -> shape.endless = true);
    }
}
