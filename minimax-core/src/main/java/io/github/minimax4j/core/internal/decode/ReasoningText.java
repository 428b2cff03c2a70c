package io.github.minimax4j.core.internal.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one text and one list of details of the thinking that comes apart from the text, whether each piece is new or repeats
 * all that went before (Q10). Not thread-safe.
 */
final class ReasoningText {

    private final SnapshotJoiner text = new SnapshotJoiner();

    private final Map<String, Map<String, Object>> details = new LinkedHashMap<>();

    private final Map<String, SnapshotJoiner> detailTexts = new LinkedHashMap<>();

    /**
     * Takes the thinking of one chunk.
     *
     * @return what is new in it, possibly empty
     */
    String add(@Nullable String piece, List<Map<String, Object>> pieceDetails) {
        if (pieceDetails.isEmpty()) {
            return piece == null ? "" : text.add(piece);
        }
        StringBuilder detailText = new StringBuilder();
        for (Map<String, Object> detail : pieceDetails) {
            detailText.append(add(detail));
        }
        return piece == null || piece.isEmpty() ? detailText.toString() : text.add(piece);
    }

    private String add(Map<String, Object> detail) {
        String key = detail.get("index") + "/" + detail.get("id");
        details.merge(key, new LinkedHashMap<>(detail), (known, more) -> {
            known.putAll(more);
            return known;
        });
        if (!(detail.get("text") instanceof String piece)) {
            return "";
        }
        return detailTexts.computeIfAbsent(key, ignored -> new SnapshotJoiner()).add(piece);
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
