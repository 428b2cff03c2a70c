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

    private final Map<String, Detail> details = new LinkedHashMap<>();

    private @Nullable Detail last;

    private @Nullable Object lastIndex;

    private @Nullable Object lastId;

    /** The members of a segment of thinking, and its text so far. */
    private record Detail(Map<String, Object> members, SnapshotJoiner text) {}

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

    private String add(Map<String, Object> piece) {
        Detail detail = detail(piece.get("index"), piece.get("id"));
        kept.putAll(detail.members, piece);
        return piece.get("text") instanceof String said ? added(detail.text, said) : "";
    }

    private String added(SnapshotJoiner joiner, String piece) {
        String added = joiner.add(piece);
        kept.add(added);
        return added;
    }

    /** Most pieces go on with the detail of the one before, so that is looked at first. */
    private Detail detail(@Nullable Object index, @Nullable Object id) {
        if (last == null || !Objects.equals(index, lastIndex) || !Objects.equals(id, lastId)) {
            last = details.computeIfAbsent(
                    index + "/" + id, ignored -> new Detail(new LinkedHashMap<>(), new SnapshotJoiner()));
            lastIndex = index;
            lastId = id;
        }
        return last;
    }

    /**
     * Takes the end of the response.
     *
     * @return what was held back because it could have been a repetition
     */
    String end() {
        StringBuilder rest = new StringBuilder();
        details.values().forEach(detail -> rest.append(detail.text.end()));
        String restOfText = text.end();
        return text.text().isEmpty() ? rest.toString() : restOfText;
    }

    /** The details, one for each segment of thinking, each with its whole text. */
    List<Map<String, Object>> details() {
        List<Map<String, Object>> whole = new ArrayList<>();
        for (Detail detail : details.values()) {
            String text = detail.text.text();
            if (!text.isEmpty()) {
                detail.members.put("text", CharacterJoiner.whole(text));
            }
            whole.add(detail.members);
        }
        return whole;
    }
}
