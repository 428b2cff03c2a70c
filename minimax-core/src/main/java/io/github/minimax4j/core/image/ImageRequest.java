package io.github.minimax4j.core.image;

import io.github.minimax4j.core.internal.check.ExtraBody;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/image_generation}. Only what is set is sent: null means "not said". Ranges are MiniMax's (page
 * "Image Generation") and are checked when the record is made, so a wrong value fails before anything is sent.
 *
 * @param model             the model, such as {@code image-01} or {@code image-01-live}; free text
 * @param prompt            what to draw, at most 1500 characters
 * @param aspectRatio       1:1 (MiniMax's default), 16:9, 4:3, 3:2, 2:3, 3:4, 9:16 or 21:9; the server has the last word. If
 *                          it is set, MiniMax heeds neither width nor height
 * @param width             pixels, from 512 to 2048 and a multiple of 8; together with the height or not at all; {@code image-01} only
 * @param height            pixels, as the width
 * @param responseFormat    whether addresses or the images themselves come; MiniMax's default is {@link ImageResponseFormat#URL}
 * @param seed              for images that can be repeated
 * @param n                 how many images, from 1 to 9; MiniMax's default is 1
 * @param promptOptimizer   whether MiniMax may rewrite the prompt; its default is false
 * @param subjectReferences who is to appear; not sent if empty
 * @param extraBody         further fields of the body, by their names in JSON; plain JSON values
 */
public record ImageRequest(
        String model,
        String prompt,
        @Nullable String aspectRatio,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable ImageResponseFormat responseFormat,
        @Nullable Long seed,
        @Nullable Integer n,
        @Nullable Boolean promptOptimizer,
        List<SubjectReference> subjectReferences,
        Map<String, Object> extraBody) {

    private static final int MAX_PROMPT_LENGTH = 1500;

    private static final Pattern ASPECT_RATIO = Pattern.compile("[1-9]\\d?:[1-9]\\d?");

    private static final Set<String> OWN_FIELDS = Set.of(
            "model",
            "prompt",
            "aspect_ratio",
            "width",
            "height",
            "response_format",
            "seed",
            "n",
            "prompt_optimizer",
            "subject_reference");

    public ImageRequest {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("model must be set: MiniMax has no default model for images");
        }
        if (prompt == null || prompt.isBlank()) {
            throw new IllegalArgumentException("prompt must be set");
        }
        int length = prompt.codePointCount(0, prompt.length());
        if (length > MAX_PROMPT_LENGTH) {
            throw new IllegalArgumentException(
                    "prompt has " + length + " characters: at most " + MAX_PROMPT_LENGTH + " are allowed");
        }
        if (aspectRatio != null && !ASPECT_RATIO.matcher(aspectRatio).matches()) {
            throw new IllegalArgumentException(
                    "aspect_ratio is '" + aspectRatio + "': it must be like 16:9, see the documentation of the field");
        }
        if ((width == null) != (height == null)) {
            throw new IllegalArgumentException(
                    (width == null ? "height" : "width") + " is set alone: set both width and height, or neither");
        }
        pixels("width", width);
        pixels("height", height);
        if (n != null && (n < 1 || n > 9)) {
            throw new IllegalArgumentException("n is " + n + ": it must be from 1 to 9");
        }
        subjectReferences = List.copyOf(subjectReferences);
        extraBody = ExtraBody.checked(extraBody, OWN_FIELDS);
    }

    private static void pixels(String field, @Nullable Integer value) {
        if (value != null && (value < 512 || value > 2048 || value % 8 != 0)) {
            throw new IllegalArgumentException(
                    field + " is " + value + " pixels: it must be from 512 to 2048 and a multiple of 8");
        }
    }

    /**
     * Starts an empty request.
     *
     * @return a new builder
     */
    public static ImageRequestBuilder builder() {
        return new ImageRequestBuilder();
    }

    /**
     * Starts a request that is like this one.
     *
     * @return a new builder
     */
    public ImageRequestBuilder toBuilder() {
        return new ImageRequestBuilder()
                .model(model)
                .prompt(prompt)
                .aspectRatio(aspectRatio)
                .width(width)
                .height(height)
                .responseFormat(responseFormat)
                .seed(seed)
                .n(n)
                .promptOptimizer(promptOptimizer)
                .subjectReferences(subjectReferences)
                .extraBody(extraBody);
    }
}
