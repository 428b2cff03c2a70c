package io.github.minimax4j.core.internal.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one text and one list of details of the thinking that comes apart from the text, whether each piece is new or repeats
 * all that went before (Q10). Not thread-safe.
 */
final class ReasoningText {

    private final SnapshotJoiner text = new SnapshotJoiner();

    private final Map<String, Map<String, Object>> details = new LinkedHashMap<>();

    private final Map<String, SnapshotJoiner> detailTexts = new LinkedHashMap<>();

    private @Nullable String lastKey;

    private @Nullable Object lastIndex;

    private @Nullable Object lastId;

    /**
     * Takes the thinking of one chunk.
     *
     * @return what is new in it, possibly empty
     */
    String add(@Nullable String piece, List<Map<String, Object>> pieceDetails) {
        if (pieceDetails.isEmpty()) {
            return piece == null ? "" : text.add(piece);
        }
        String detailText = add(pieceDetails.get(0));
        for (int i = 1; i < pieceDetails.size(); i++) {
            detailText += add(pieceDetails.get(i));
        }
        return piece == null || piece.isEmpty() ? detailText : text.add(piece);
    }

    private String add(Map<String, Object> detail) {
        String key = key(detail.get("index"), detail.get("id"));
        Map<String, Object> known = details.get(key);
        if (known == null) {
            details.put(key, new LinkedHashMap<>(detail));
        } else {
            known.putAll(detail);
        }
        if (!(detail.get("text") instanceof String piece)) {
            return "";
        }
        return detailTexts.computeIfAbsent(key, ignored -> new SnapshotJoiner()).add(piece);
    }

    /** Most details go on with the one before, so the key of that one is kept. */
    private String key(@Nullable Object index, @Nullable Object id) {
        if (lastKey == null || !Objects.equals(index, lastIndex) || !Objects.equals(id, lastId)) {
            lastKey = index + "/" + id;
            lastIndex = index;
            lastId = id;
        }
        return lastKey;
    }

    /**
     * Takes the end of the response.
     *
     * @return what was held back because it could have been a repetition
     */
    String end() {
        StringBuilder rest = new StringBuilder();
        detailTexts.values().forEach(joiner -> rest.append(joiner.end()));
        String restOfText = text.end();
        return text.text().isEmpty() ? rest.toString() : restOfText;
    }

    /** The details, one for each segment of thinking, each with its whole text. */
    List<Map<String, Object>> details() {
        List<Map<String, Object>> whole = new ArrayList<>();
        details.forEach((key, detail) -> {
            SnapshotJoiner joined = detailTexts.get(key);
            if (joined != null) {
                detail.put("text", CharacterJoiner.whole(joined.text()));
            }
            whole.add(detail);
        });
        return whole;
    }
}
