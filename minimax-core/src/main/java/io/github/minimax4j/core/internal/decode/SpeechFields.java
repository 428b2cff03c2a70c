package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.json.JsonValues.integer;
import static io.github.minimax4j.core.internal.json.JsonValues.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.json.JsonValues;
import io.github.minimax4j.core.speech.SpeechResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes synthesized speech, in hexadecimal digits or as an address. */
public final class SpeechFields implements ResponseFields<SpeechResult> {

    private static final byte[] NONE = {};

    @Override
    public @Nullable Object read(String name, JsonParser parser) throws IOException {
        if (!name.equals("data") || parser.currentToken() != JsonToken.START_OBJECT) {
            return JsonValues.read(parser);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            boolean audio = parser.nextToken() == JsonToken.VALUE_STRING && member.equals("audio");
            data.put(member, audio ? audio(parser) : JsonValues.read(parser));
        }
        return data;
    }

    /** The bytes, without a text of twice their number, or the address. */
    private static Object audio(JsonParser parser) throws IOException {
        char[] digits = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        if (length > 4 && new String(digits, offset, 4).equalsIgnoreCase("http")) {
            return parser.getText();
        }
        byte[] bytes = new byte[length / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(digits[offset + 2 * i], 16);
            int low = Character.digit(digits[offset + 2 * i + 1], 16);
            if (high < 0 || low < 0) {
                throw new IOException("'audio' that is neither hexadecimal nor an address");
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        if (length % 2 != 0) {
            throw new IOException("'audio' with half a byte at its end");
        }
        return bytes;
    }

    private static @Nullable Object audio(Map<String, Object> members) {
        Object audio = members.get("data") instanceof Map<?, ?> data ? data.get("audio") : null;
        return audio instanceof byte[] bytes && bytes.length == 0 ? null : audio;
    }

    @Override
    public boolean found(Map<String, Object> members) {
        return audio(members) != null;
    }

    @Override
    public SpeechResult result(Map<String, Object> members, ResponseDetails response) throws IOException {
        Object audio = audio(members);
        if (audio == null) {
            throw new IOException("no audio");
        }
        Map<?, ?> extra = members.get("extra_info") instanceof Map<?, ?> info ? info : Map.of();
        String traceId = text(members.get("trace_id"));
        return new SpeechResult(
                audio instanceof byte[] bytes ? bytes : NONE,
                text(audio instanceof byte[] ? null : audio),
                text(extra.get("audio_format")),
                integer(extra.get("audio_length")),
                integer(extra.get("audio_sample_rate")),
                integer(extra.get("usage_characters")),
                traceId == null ? response.traceId() : traceId);
    }
}
