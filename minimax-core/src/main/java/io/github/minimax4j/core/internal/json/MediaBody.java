package io.github.minimax4j.core.internal.json;

import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body with large media into one array of the right size. A buffer that grows would need twice the memory: for what it has
 * gathered, and for the array that it is copied to.
 */
final class MediaBody {

    private static final int LARGE = 64 * 1024;

    private MediaBody() {}

    /** The body as JSON in UTF-8; null if it has no large media, or is not as long as expected. */
    static byte @Nullable [] write(RequestBody body) throws IOException {
        if (!(body.members().get("messages") instanceof List<?> messages)) {
            return null;
        }
        long media = 0;
        for (int i = 0; i < messages.size(); i++) { // no iterator, since each request comes here
            media += media(messages.get(i));
        }
        if (media < LARGE || media > Integer.MAX_VALUE / 2) {
            return null;
        }
        Map<String, Object> rest = new LinkedHashMap<>(body.members());
        rest.put("messages", messages.stream().map(MediaBody::withoutMedia).toList());
        int length = Json.MAPPER.writeValueAsBytes(new RequestBody(rest)).length + (int) media;
        Exactly target = new Exactly(length);
        Json.MAPPER.writeValue(target, body);
        return target.bytes();
    }

    private static long media(Object message) {
        long length = 0;
        if (message instanceof Message from && from.content() instanceof Message.Content.Parts parts) {
            for (ContentPart part : parts.parts()) {
                length += part instanceof ContentPart.Data data ? data.base64().length() : 0;
            }
        }
        return length;
    }

    private static Object withoutMedia(Object message) {
        if (media(message) == 0 || !(((Message) message).content() instanceof Message.Content.Parts parts)) {
            return message;
        }
        List<ContentPart> without = new ArrayList<>();
        for (ContentPart part : parts.parts()) {
            without.add(
                    part instanceof ContentPart.Data data
                            ? new ContentPart.Data(
                                    data.kind(),
                                    data.mimeType(),
                                    "",
                                    data.detail(),
                                    data.fps(),
                                    data.maxLongSidePixel())
                            : part);
        }
        return ((Message) message)
                .toBuilder().content(new Message.Content.Parts(without)).build();
    }

    /** Takes as many bytes as were expected, and notes if there are more: where characters of the media had to be escaped. */
    private static final class Exactly extends OutputStream {

        private final byte[] bytes;

        private long written;

        Exactly(int length) {
            this.bytes = new byte[length];
        }

        @Override
        public void write(int next) {
            write(new byte[] {(byte) next}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            if (written + length <= bytes.length) {
                System.arraycopy(source, offset, bytes, (int) written, length);
            }
            written += length;
        }

        byte @Nullable [] bytes() {
            return written == bytes.length ? bytes : null;
        }
    }
}
