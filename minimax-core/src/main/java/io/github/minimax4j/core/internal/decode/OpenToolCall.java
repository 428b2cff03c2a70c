package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.json.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tool call of which fragments have come. Not thread-safe. */
final class OpenToolCall {

    /** What makes two calls equal: the tool, and the value of the arguments however it is written. */
    record Content(@Nullable String name, Object arguments) {}

    /** Its place among the calls of the response. */
    final int position;

    /** The number of the delta or message in which it began. */
    final int list;

    /** The call that had its place before. */
    final @Nullable OpenToolCall before;

    /** Whether it may turn out to repeat another call; nothing of it is reported until that is known. */
    boolean undecided;

    final StringBuilder arguments = new StringBuilder();

    private final CharacterJoiner characters = new CharacterJoiner();

    private JsonBalance balance = new JsonBalance();

    @Nullable
    Integer wireIndex;

    @Nullable
    OpenToolCall beforeAtIndex;

    /** As the server gave it. */
    @Nullable
    String id;

    @Nullable
    OpenToolCall beforeWithId;

    private @Nullable String distinctId;

    @Nullable
    String name;

    int reported;

    boolean listed;

    @Nullable
    ToolCall whole;

    private @Nullable Content content;

    private int contentLength;

    // how many characters of "null" the arguments are; -1 if they are anything else
    private int ofNull;

    private boolean spaceBehindNull;

    OpenToolCall(int position, int list, @Nullable OpenToolCall before, boolean undecided) {
        this.position = position;
        this.list = list;
        this.before = before;
        this.undecided = undecided;
    }

    void append(String piece) {
        arguments.append(characters.add(piece));
        balance.add(piece);
        for (int i = 0; ofNull >= 0 && i < piece.length(); i++) {
            char current = piece.charAt(i);
            if (Character.isWhitespace(current)) {
                spaceBehindNull = ofNull > 0;
            } else {
                boolean fits = ofNull < 4 && !spaceBehindNull && current == "null".charAt(ofNull);
                ofNull = fits ? ofNull + 1 : -1;
            }
        }
    }

    /** What comes next in a text that repeats the arguments, half a character that waits included. */
    String restOf(String text) {
        characters.drop();
        return text.substring(arguments.length());
    }

    /** Takes the end of the arguments. */
    void end() {
        arguments.append(characters.end());
    }

    void forgetArguments() {
        arguments.setLength(0);
        content = null;
        characters.drop();
        balance = new JsonBalance();
        ofNull = 0;
        spaceBehindNull = false;
    }

    /** Whether the arguments so far may mean "none": some servers write null for it (user demand B17). */
    boolean mayBeNone() {
        return ofNull >= 0;
    }

    /** Whether the arguments are a JSON value that has been closed. */
    boolean isWhole() {
        return balance.isWhole() || ofNull == 4;
    }

    String wholeArguments() {
        return mayBeNone() ? "{}" : arguments.toString();
    }

    /** The id under which the call is reported, whatever the server gave it. */
    String distinctId(ToolCallIds ids) {
        if (distinctId == null) {
            distinctId = ids.distinct(id);
        }
        return distinctId;
    }

    Content content() {
        // a server that sends one whole message after the other must not have the arguments parsed for each
        if (content == null || contentLength != arguments.length() || !Objects.equals(content.name, name)) {
            String text = wholeArguments();
            Object value = Json.readOrNull(text);
            content = new Content(name, value == null ? text : value);
            contentLength = arguments.length();
        }
        return content;
    }

    /** Whether an element of a whole message can be this call. */
    boolean mayBe(OpenToolCall element) {
        return name == null || name.equals(element.name);
    }

    /** Whether a text repeats all that has come of the arguments, where the next piece of them would not. */
    boolean isBegunIn(String text) {
        if (mayBeNone() || isWhole() || !SnapshotJoiner.startsWith(text, arguments)) {
            return false;
        }
        JsonBalance alone = new JsonBalance();
        alone.add(text);
        return !alone.isOverdrawn(); // else it closes what came before it
    }
}
