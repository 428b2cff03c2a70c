package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.video.Video;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.ContentPart.Data.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maps LangChain4j's contents to parts of MiniMax's messages (wire reference 2.7). */
final class ContentMapper {
    // encoders that break lines do so after 76 characters at most
    private static final int FIRST_LINE = 80;

    // a method of core 1.23
    private static final boolean TELLS_WHETHER_CHOSEN = tellsWhetherChosen();

    private final MediaOptions imageDefaults;
    private final MediaOptions videoDefaults;

    /**
     * Creates a mapper with the defaults for images and videos.
     *
     * @throws IllegalArgumentException if one of them is out of its range
     */
    ContentMapper(MiniMaxChatRequestParameters parameters) {
        imageDefaults = new MediaOptions(parameters.imageDetail(), null, parameters.imageMaxLongSidePixel());
        videoDefaults =
                new MediaOptions(parameters.videoDetail(), parameters.videoFps(), parameters.videoMaxLongSidePixel());
        named("image", () -> imageDefaults.image(""));
        named("video", () -> videoDefaults.video(""));
    }

    ContentPart map(Content content) {
        return switch (content.type()) {
            case TEXT -> new ContentPart.Text(((TextContent) content).text());
            case IMAGE -> image((ImageContent) content);
            case VIDEO -> video(((VideoContent) content).video());
            case AUDIO, PDF ->
                throw new UnsupportedFeatureException(content.type().name().toLowerCase(Locale.ROOT)
                        + " content is not supported by MiniMax: it accepts text, images and videos");
        };
    }

    private ContentPart image(ImageContent content) {
        Image image = content.image();
        MediaType type = MediaType.of(image.mimeType());
        MediaOptions options = type.options()
                .orElse(new MediaOptions(
                        isChosen(content) ? detail(content.detailLevel()) : imageDefaults.detail(),
                        null,
                        imageDefaults.maxLongSidePixel()));
        return image.url() != null
                ? options.image(image.url().toString())
                : data(Kind.IMAGE, image.base64Data(), type.name(), options);
    }

    private ContentPart video(Video video) {
        MediaType type = MediaType.of(video.mimeType());
        MediaOptions options = type.options().orElse(videoDefaults);
        if (video.base64Data() != null && video.base64Data().startsWith(MiniMaxContents.FILE_SCHEME)) {
            return options.video(video.base64Data());
        }
        // MiniMax's name of the format
        String mimeType = "video/quicktime".equalsIgnoreCase(type.name()) ? "video/mov" : type.name();
        return video.url() != null
                ? options.video(video.url().toString())
                : data(Kind.VIDEO, video.base64Data(), mimeType, options);
    }

    private static ContentPart data(
            Kind kind, @Nullable String base64Data, @Nullable String mimeType, MediaOptions options) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        if (base64Data == null || base64Data.isBlank()) {
            throw new IllegalArgumentException("The " + name + " has neither a URL nor base64 data: give one of them");
        }
        if (mimeType == null || mimeType.isBlank()) {
            throw new IllegalArgumentException("The " + name + " has base64 data but no MIME type: give it, such as "
                    + (kind == Kind.IMAGE ? "image/png" : "video/mp4"));
        }
        if (base64Data.startsWith("data:")) {
            throw new IllegalArgumentException("The base64 data of the " + name
                    + " is a data URL: give what follows its comma, or give all of it as the URL");
        }
        if (base64Data.lastIndexOf('\n', FIRST_LINE) >= 0) {
            throw new IllegalArgumentException("The base64 data of the " + name
                    + " has line breaks: encode it without them, as Base64.getEncoder() does");
        }
        return options.data(kind, mimeType, base64Data);
    }

    /** Whether a level was chosen for the image. Before core 1.23, {@code LOW} is also the default. */
    static boolean isChosen(ImageContent content) {
        if (content.detailLevel() == null) {
            return false;
        }
        return content.detailLevel() != ImageContent.DetailLevel.LOW
                || TELLS_WHETHER_CHOSEN && content.detailLevelSpecified();
    }

    /** A native image finds the method by its constant arguments. */
    private static boolean tellsWhetherChosen() {
        try {
            MethodHandles.publicLookup()
                    .findVirtual(ImageContent.class, "detailLevelSpecified", MethodType.methodType(boolean.class));
            return true;
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return false;
        }
    }

    private static ContentPart.@Nullable Detail detail(ImageContent.DetailLevel level) {
        return switch (level) {
            case LOW -> ContentPart.Detail.LOW;
            case MEDIUM -> ContentPart.Detail.DEFAULT;
            case HIGH, ULTRA_HIGH -> ContentPart.Detail.HIGH;
            case AUTO -> null; // MiniMax has no such value and decides by itself if the field is missing (Q33)
        };
    }

    /** Adds the name of the setter to the messages of core, which name the fields on the wire. */
    private static void named(String kind, Supplier<ContentPart> part) {
        try {
            Objects.requireNonNull(part.get());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String field = message.substring(0, message.indexOf(' '));
            String setter = kind + (field.equals("fps") ? "Fps" : "MaxLongSidePixel");
            throw new IllegalArgumentException(
                    setter + " (" + field + " in the request)" + message.substring(field.length()), e);
        }
    }
}
