package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.chat.ContentPart;
import org.jspecify.annotations.Nullable;

/** How a model processes an image or a video. Null leaves a setting to the service. */
record MediaOptions(
        ContentPart.@Nullable Detail detail,
        @Nullable Double fps,
        @Nullable Integer maxLongSidePixel) {
    static final MediaOptions NONE = new MediaOptions(null, null, null);

    /** Returns these options, completed from the others. */
    MediaOptions orElse(MediaOptions others) {
        return new MediaOptions(
                detail == null ? others.detail : detail,
                fps == null ? others.fps : fps,
                maxLongSidePixel == null ? others.maxLongSidePixel : maxLongSidePixel);
    }

    ContentPart image(String url) {
        if (fps != null) {
            throw new IllegalArgumentException("fps is " + fps + " for an image: it is for videos only");
        }
        return new ContentPart.Image(url, detail, maxLongSidePixel);
    }

    ContentPart data(ContentPart.Data.Kind kind, String mimeType, String base64) {
        return new ContentPart.Data(kind, mimeType, base64, detail, fps, maxLongSidePixel);
    }

    ContentPart video(String url) {
        return new ContentPart.Video(url, detail, fps, maxLongSidePixel);
    }
}
