package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.chat.ContentPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The MIME type of an image or a video, and the options that {@link MiniMaxContents} stores in its parameters: LangChain4j's contents have
 * no other place for them that survives the serialisation of messages.
 *
 * @param name    the type without the options, or null if it is not known
 * @param options the options in its parameters
 */
record MediaType(@Nullable String name, MediaOptions options) {
    private static final String DETAIL = "detail";
    private static final String FPS = "fps";
    private static final String MAX_LONG_SIDE_PIXEL = "max_long_side_pixel";

    /** Represents an unknown type, so that parameters have something to follow. */
    private static final String UNKNOWN = "*/*";

    static MediaType of(@Nullable String mimeType) {
        if (mimeType == null || mimeType.indexOf(';') < 0) {
            return new MediaType(mimeType, MediaOptions.NONE);
        }
        List<String> kept = new ArrayList<>();
        MediaOptions options = MediaOptions.NONE;
        for (String part : mimeType.split(";", -1)) {
            int equals = part.indexOf('=');
            String parameter =
                    equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = part.substring(equals + 1).strip();
            try {
                switch (parameter) {
                    case DETAIL -> options = new MediaOptions(detail(value), null, null).orElse(options);
                    case FPS -> options = new MediaOptions(null, Double.valueOf(value), null).orElse(options);
                    case MAX_LONG_SIDE_PIXEL ->
                        options = new MediaOptions(null, null, Integer.valueOf(value)).orElse(options);
                    default -> kept.add(part);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The MIME type '" + mimeType + "' has '" + value + "' for " + parameter
                                + ", which is invalid: create the content with MiniMaxContents",
                        e);
            }
        }
        String name = String.join(";", kept);
        return new MediaType(name.equals(UNKNOWN) ? null : name, options);
    }

    /** The form that {@link #of} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name == null ? UNKNOWN : name);
        if (options.detail() != null) {
            append(text, DETAIL, options.detail().wireName());
        }
        append(text, FPS, options.fps());
        append(text, MAX_LONG_SIDE_PIXEL, options.maxLongSidePixel());
        return text.toString();
    }

    private static void append(StringBuilder text, String parameter, @Nullable Object value) {
        if (value != null) {
            text.append(';').append(parameter).append('=').append(value);
        }
    }

    private static ContentPart.Detail detail(String wireName) {
        return Arrays.stream(ContentPart.Detail.values())
                .filter(detail -> detail.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }
}
