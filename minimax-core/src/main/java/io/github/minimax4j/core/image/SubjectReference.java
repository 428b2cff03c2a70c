package io.github.minimax4j.core.image;

/**
 * An image of a person to show in a generated image.
 *
 * @param type      what it shows; MiniMax knows {@code character} only
 * @param imageFile an {@code http(s)} URL that MiniMax can read, or a {@code data:} URL with the image in Base64
 */
public record SubjectReference(String type, String imageFile) {

    public SubjectReference {
        if (type == null || type.isBlank()) {
            throw new IllegalArgumentException("type of a subject reference must be set, for example to 'character'");
        }
        if (imageFile == null || !imageFile.matches("(?s)(?i:https?://|data:).+")) {
            // bare Base64 is the usual mistake; the value may be large, so it is not shown
            throw new IllegalArgumentException(
                    "imageFile of a subject reference must be an http(s) URL or a data URL such as data:image/jpeg;base64,...");
        }
    }

    /**
     * Refers to a person.
     *
     * @param imageFile an {@code http(s)} or {@code data:} URL
     * @return the reference
     */
    public static SubjectReference character(String imageFile) {
        return new SubjectReference("character", imageFile);
    }
}
