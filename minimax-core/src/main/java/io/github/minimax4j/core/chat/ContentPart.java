package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.internal.check.Ranges;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message that is more than text. MiniMax-M3 and later take images and videos; M2.x takes text only and is reported to drop
 * other parts silently (Q4).
 */
public sealed interface ContentPart {

    /**
     * Text.
     *
     * @param text the text, not null
     */
    record Text(String text) implements ContentPart {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * An image: JPEG, PNG, GIF or WEBP, at most 10 MB.
     *
     * @param url              an http(s) address or a data URL
     * @param detail           how closely the model looks; null leaves it to the service
     * @param maxLongSidePixel the longer side is scaled down to this many pixels, at least 1; null leaves it to the service
     */
    record Image(
            String url, @Nullable Detail detail, @Nullable Integer maxLongSidePixel) implements ContentPart {
        public Image {
            Objects.requireNonNull(url, "url");
            Ranges.atLeastOne("max_long_side_pixel", maxLongSidePixel);
        }
    }

    /**
     * A video: MP4, AVI, MOV or MKV; at most 50 MB by address or data URL, 512 MB by file id.
     *
     * @param url              an http(s) address, a data URL, or {@code mm_file://} and the id of an uploaded file
     * @param detail           how closely the model looks; null leaves it to the service
     * @param fps              frames looked at per second, 0.2 to 5; null leaves it to the service (1)
     * @param maxLongSidePixel the longer side is scaled down to this many pixels, at least 1; null leaves it to the service
     */
    record Video(
            String url,
            @Nullable Detail detail,
            @Nullable Double fps,
            @Nullable Integer maxLongSidePixel) implements ContentPart {
        public Video {
            Objects.requireNonNull(url, "url");
            Ranges.inRange("fps", fps, 0.2, 5);
            Ranges.atLeastOne("max_long_side_pixel", maxLongSidePixel);
        }
    }

    /**
     * An image or a video as Base64. It is sent like an {@link Image} or a {@link Video} with a data URL, without joining the two: of a
     * large image, only the request has a copy.
     *
     * @param kind             what it is
     * @param mimeType         such as {@code image/png} or {@code video/mp4}
     * @param base64           the data, without the head of a data URL
     * @param detail           how closely the model looks; null leaves it to the service
     * @param fps              frames looked at per second, 0.2 to 5; for videos only; null leaves it to the service
     * @param maxLongSidePixel the longer side is scaled down to this many pixels, at least 1; null leaves it to the service
     */
    record Data(
            Kind kind,
            String mimeType,
            String base64,
            @Nullable Detail detail,
            @Nullable Double fps,
            @Nullable Integer maxLongSidePixel)
            implements ContentPart {

        /** What the data is. */
        public enum Kind {
            /** An image, at most 10 MB. */
            IMAGE,
            /** A video, at most 50 MB. */
            VIDEO
        }

        public Data {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(mimeType, "mimeType");
            Objects.requireNonNull(base64, "base64");
            Ranges.inRange("fps", fps, 0.2, 5);
            Ranges.atLeastOne("max_long_side_pixel", maxLongSidePixel);
            if (kind == Kind.IMAGE && fps != null) {
                throw new IllegalArgumentException("fps is " + fps + " for an image: it is for videos only");
            }
        }

        /** Without the data. */
        @Override
        public String toString() {
            return "Data[kind=" + kind + ", mimeType=" + mimeType + ", length=" + base64.length() + ", detail=" + detail
                    + ", fps=" + fps + ", maxLongSidePixel=" + maxLongSidePixel + "]";
        }
    }

    /** How closely the model looks at an image or video. There is no {@code auto} (Q33). */
    enum Detail {
        /** Up to about 600 tokens for an image. */
        LOW,
        /** 1,000 to 3,000 tokens for most images; the service's default. */
        DEFAULT,
        /** Up to 15,000 tokens and more for an image. */
        HIGH;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /**
         * The name in JSON.
         *
         * @return the lower-case wire name
         */
        public String wireName() {
            return wireName;
        }
    }
}
