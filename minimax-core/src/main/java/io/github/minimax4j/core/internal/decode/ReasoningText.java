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

    private final KeptLength kept;

    private final SnapshotJoiner text = new SnapshotJoiner();

    private final Map<String, Map<String, Object>> details = new LinkedHashMap<>();

    private final Map<String, SnapshotJoiner> detailTexts = new LinkedHashMap<>();

    private @Nullable String lastKey;

    private @Nullable Object lastIndex;

    private @Nullable Object lastId;

    ReasoningText(KeptLength kept) {
        this.kept = kept;
    }

    /**
     * Takes the thinking of one chunk.
     *
     * @return what is new in it, possibly empty
     */
    String add(@Nullable String piece, List<Map<String, Object>> pieceDetails) {
        if (pieceDetails.isEmpty()) {
            return piece == null ? "" : added(text, piece);
        }
        String detailText = add(pieceDetails.get(0));
        for (int i = 1; i < pieceDetails.size(); i++) {
            detailText += add(pieceDetails.get(i));
        }
        return piece == null || piece.isEmpty() ? detailText : added(text, piece);
    }

    private String add(Map<String, Object> detail) {
        String key = key(detail.get("index"), detail.get("id"));
        kept.putAll(details.computeIfAbsent(key, ignored -> new LinkedHashMap<>()), detail);
        if (!(detail.get("text") instanceof String piece)) {
            return "";
        }
        return added(detailTexts.computeIfAbsent(key, ignored -> new SnapshotJoiner()), piece);
    }

    private String added(SnapshotJoiner joiner, String piece) {
        String added = joiner.add(piece);
        kept.add(added);
        return added;
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
