package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.ToolCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole tool calls of fragments (wire reference 5.3). A fragment belongs to the call with its index; without one, to the call
 * with its id; with neither, to the call before it. The first id and name that are not empty count. Some servers give several calls
 * one place, or none: there a new call begins with another id, with another name, or with a name after whole arguments, and a call that
 * is repeated in full counts once. A call is reported whole as soon as a fragment of another one comes and its arguments are a whole
 * JSON value, else at the end. Not thread-safe.
 */
final class ToolCallAssembler {

    /** A fragment for a call that had already been reported whole: nobody could take it back. */
    static final class LateFragmentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LateFragmentException(String id) {
            super("more arguments for the tool call " + id + " came after it was whole");
        }
    }

    private final Consumer<StreamEvent> events;
    private final KeptLength kept;
    private final List<OpenToolCall> calls = new ArrayList<>();
    private final Map<Integer, OpenToolCall> byIndex = new HashMap<>();
    private final Map<String, OpenToolCall> byId = new HashMap<>();
    private final ToolCallIds ids = new ToolCallIds();

    // in which delta or message a call came first
    private final Map<OpenToolCall.Content, Integer> firstLists = new HashMap<>();

    // whole calls that are not in there yet, since few streams need it
    private final List<OpenToolCall> notYetListed = new ArrayList<>();
    private final List<ToolCall> incomplete = new ArrayList<>();

    private int lists;

    private @Nullable OpenToolCall current;

    ToolCallAssembler(Consumer<StreamEvent> events, KeptLength kept) {
        this.events = events;
        this.kept = kept;
    }

    /** Takes the tool calls of a delta. */
    void addFragments(List<Chunk.ToolFragment> fragments) {
        lists++;
        fragments.forEach(this::add);
    }

    /** Takes the tool calls of a whole message, each of which is a call of its own. Those that have come before are not new. */
    void addWhole(List<Chunk.ToolFragment> elements) {
        lists++;
        decide();
        OpenToolCall[] known = calls.isEmpty() ? new OpenToolCall[elements.size()] : known(elements);
        for (int i = 0; i < known.length; i++) {
            Chunk.ToolFragment element = elements.get(i);
            if (known[i] != null) {
                complement(known[i], element);
            } else if (element.name() != null) {
                append(begin(null, element), element);
            } else {
                add(element);
            }
        }
    }

    /** Adds a call that is whole. */
    void add(ToolCall call) {
        decide();
        Chunk.ToolFragment element = new Chunk.ToolFragment(null, call.id(), call.name(), call.arguments());
        append(begin(null, element), element);
    }

    /**
     * Takes the end of the response.
     *
     * @param cut         whether something other than the model may have ended it, so that arguments that are not whole have been cut
     * @param cutAtOnce   whether the call of a tool by this name has been cut if it was the last one and has no arguments yet
     * @return the calls, all whole now
     * @throws IllegalStateException if one of them has no name
     */
    List<ToolCall> end(boolean cut, Predicate<String> cutAtOnce) {
        decide();
        List<ToolCall> whole = new ArrayList<>(calls.size());
        for (OpenToolCall call : calls) {
            if (cut && call.whole == null && isCut(call, cutAtOnce)) {
                String name = call.name == null ? "" : call.name;
                call.end();
                incomplete.add(new ToolCall(call.distinctId(ids), name, call.arguments.toString()));
                continue;
            }
            if (call.whole == null) {
                complete(call);
            }
            whole.add(call.whole);
        }
        return whole;
    }

    /** The calls that were cut, once the end has come. */
    List<ToolCall> incomplete() {
        return incomplete;
    }

    private boolean isCut(OpenToolCall call, Predicate<String> cutAtOnce) {
        if (call.name == null || call.isWhole()) {
            return call.name == null;
        }
        // a call without arguments has all of them, unless it was only about to begin
        boolean last = call == calls.get(calls.size() - 1);
        return !call.mayBeNone() || last && cutAtOnce.test(call.name);
    }

    private void add(Chunk.ToolFragment fragment) {
        OpenToolCall known = find(fragment);
        boolean another = known == null || beginsAnother(known, fragment);
        if ((another || known != current) && decide()) {
            known = find(fragment);
            another = known == null || beginsAnother(known, fragment);
        }
        if (known != null && !another) {
            goOnWith(known);
            append(known, fragment);
        } else if (fragment.id() != null
                || fragment.name() != null
                || !fragment.arguments().isEmpty()) {
            append(begin(known, fragment), fragment);
        }
    }

    private @Nullable OpenToolCall find(Chunk.ToolFragment fragment) {
        Integer index = fragment.index();
        boolean hasId = fragment.id() != null;
        OpenToolCall withId = hasId ? byId.get(fragment.id()) : null;
        OpenToolCall known = index != null ? byIndex.get(index) : hasId ? withId : current;
        if (known != null || fragment.name() != null) {
            return known;
        }
        // it names no tool, so it hardly begins a call: its index or id is new to a call that began without
        boolean goesOn =
                current != null && (index == null || current.wireIndex == null) && (!hasId || current.id == null);
        return withId != null ? withId : goesOn ? current : null;
    }

    private boolean beginsAnother(OpenToolCall known, Chunk.ToolFragment fragment) {
        if (hasOtherId(known, fragment)) {
            return fragment.name() != null || known.isWhole();
        }
        String name = fragment.name();
        if (name == null || name.isEmpty() || known.name == null) {
            return false;
        }
        if (!name.equals(known.name) || known.isWhole()) {
            return true;
        }
        boolean placed = fragment.index() != null || fragment.id() != null;
        return known.mayBeNone() && known.list == lists && !placed; // two calls without arguments in one delta
    }

    private static boolean hasOtherId(OpenToolCall known, Chunk.ToolFragment fragment) {
        return fragment.id() != null && known.id != null && !known.id.equals(fragment.id());
    }

    /** Begins a call, at the place of the one before it if that is given. */
    private OpenToolCall begin(@Nullable OpenToolCall before, Chunk.ToolFragment fragment) {
        if (calls.size() == kept.limits().maxToolCalls()) {
            throw LimitExceededException.toolCalls(calls.size());
        }
        boolean ownPlace = before == null || hasOtherId(before, fragment);
        OpenToolCall call = new OpenToolCall(calls.size(), lists, before, !ownPlace);
        calls.add(call);
        goOnWith(call);
        return call;
    }

    private void goOnWith(OpenToolCall call) {
        OpenToolCall left = current;
        current = call;
        if (left == null || left == call) {
            return;
        }
        if (left.whole == null && left.isWhole() && left.name != null) {
            complete(left);
        } else if (left.mayBeNone() && left.wireIndex == null && left.id == null) {
            list(left); // no later fragment can find it
        }
    }

    private void append(OpenToolCall call, Chunk.ToolFragment fragment) {
        String arguments = fragment.arguments();
        if (call.isWhole() && arguments.contentEquals(call.arguments)) {
            identify(call, fragment);
            return;
        }
        if (call.whole != null) {
            if (!arguments.isBlank()) {
                throw new LateFragmentException(call.whole.id());
            }
            return;
        }
        identify(call, fragment);
        boolean snapshot = fragment.name() != null && call.isBegunIn(arguments);
        String more = snapshot ? call.restOf(arguments) : arguments;
        kept.add(more);
        call.append(more);
        if (call.isWhole()) {
            if (call.undecided && decide()) {
                return;
            }
            list(call);
        }
        report(call);
    }

    /** Takes from a fragment what the call is still without. */
    private void identify(OpenToolCall call, Chunk.ToolFragment fragment) {
        Integer index = fragment.index();
        if (index != null && call.wireIndex == null) {
            call.wireIndex = index;
            call.beforeAtIndex = byIndex.put(index, call);
        }
        if (fragment.id() != null && call.id == null) {
            call.id = fragment.id();
            kept.add(call.id);
            call.beforeWithId = byId.put(call.id, call);
        }
        if (fragment.name() != null && call.name == null) {
            call.name = fragment.name();
            kept.add(call.name);
        }
    }

    /**
     * Decides whether the last call repeats another one, if that is still open.
     *
     * @return whether it does, so that it is no longer there
     */
    private boolean decide() {
        OpenToolCall call = current;
        if (call == null || !call.undecided) {
            return false;
        }
        call.undecided = false;
        if (!repeatsAnother(call)) {
            report(call);
            return false;
        }
        calls.remove(calls.size() - 1);
        restore(byIndex, call.wireIndex, call.beforeAtIndex);
        restore(byId, call.id, call.beforeWithId);
        current = call.before;
        return true;
    }

    private static <K> void restore(Map<K, OpenToolCall> calls, @Nullable K key, @Nullable OpenToolCall before) {
        if (key != null && before != null) {
            calls.put(key, before);
        } else if (key != null) {
            calls.remove(key);
        }
    }

    private boolean repeatsAnother(OpenToolCall call) {
        notYetListed.forEach(each -> firstLists.merge(each.content(), each.list, Math::min));
        notYetListed.clear();
        Integer first = firstLists.get(call.content());
        if (first != null && first < call.list) {
            return true;
        }
        // the call with this id or index is named once more, and nothing else is said
        OpenToolCall before = call.before;
        return before != null
                && (before.id != null || before.wireIndex != null)
                && before.list < call.list
                && before.isWhole()
                && before.name != null
                && before.name.equals(call.name)
                && call.mayBeNone();
    }

    private void list(OpenToolCall call) {
        if (!call.listed) {
            call.listed = true;
            notYetListed.add(call);
        }
    }

    /** Which elements of a whole message are calls that have come before: the surest matches first, and each call once. */
    private OpenToolCall[] known(List<Chunk.ToolFragment> fragments) {
        List<OpenToolCall> elements = new ArrayList<>(fragments.size());
        for (Chunk.ToolFragment fragment : fragments) {
            OpenToolCall element = new OpenToolCall(elements.size(), lists, null, false);
            element.wireIndex = fragment.index();
            element.id = fragment.id();
            element.name = fragment.name();
            element.append(fragment.arguments());
            elements.add(element);
        }
        OpenToolCall[] known = new OpenToolCall[elements.size()];
        Set<OpenToolCall> free = new LinkedHashSet<>(calls);
        match(elements, known, free, call -> call.id == null ? null : List.of(call.id, call.content()), (a, b) -> true);
        match(elements, known, free, OpenToolCall::content, (a, b) -> true);
        match(elements, known, free, call -> call.id, OpenToolCall::mayBe);
        match(
                elements,
                known,
                free,
                call -> call.wireIndex == null ? call.position : call.wireIndex,
                (call, element) -> !call.isWhole() && call.mayBe(element));
        return known;
    }

    private static void match(
            List<OpenToolCall> elements,
            OpenToolCall[] known,
            Set<OpenToolCall> free,
            Function<OpenToolCall, @Nullable Object> key,
            BiPredicate<OpenToolCall, OpenToolCall> accepted) {
        Map<Object, Deque<OpenToolCall>> candidates = new HashMap<>();
        for (OpenToolCall call : free) {
            Object itsKey = key.apply(call);
            if (itsKey != null) {
                candidates
                        .computeIfAbsent(itsKey, ignored -> new ArrayDeque<>())
                        .add(call);
            }
        }
        for (int i = 0; i < known.length; i++) {
            Deque<OpenToolCall> same = known[i] == null ? candidates.get(key.apply(elements.get(i))) : null;
            if (same != null && !same.isEmpty() && accepted.test(same.getFirst(), elements.get(i))) {
                known[i] = same.removeFirst();
                free.remove(known[i]);
            }
        }
    }

    /** Adds to a call what only the whole message has of it. */
    private void complement(OpenToolCall call, Chunk.ToolFragment element) {
        if (call.whole != null) {
            return;
        }
        identify(call, element);
        String arguments = element.arguments();
        String rest = "";
        if (call.mayBeNone() && !call.isWhole()) {
            call.forgetArguments();
            rest = arguments;
        } else if (call.isBegunIn(arguments)) {
            rest = call.restOf(arguments);
        }
        append(call, new Chunk.ToolFragment(null, null, null, rest));
    }

    private void report(OpenToolCall call) {
        if (call.undecided || call.id == null || call.name == null || call.mayBeNone()) {
            return; // a listener needs to know which call the piece belongs to, and pieces must join to the arguments
        }
        reportPiece(call, call.name, call.arguments.substring(call.reported));
        call.reported = call.arguments.length();
    }

    private void complete(OpenToolCall call) {
        if (call.name == null) {
            throw new IllegalStateException("a tool call without a name");
        }
        list(call);
        call.end();
        String arguments = call.wholeArguments();
        reportPiece(call, call.name, arguments.substring(call.reported));
        ToolCall whole = new ToolCall(call.distinctId(ids), call.name, arguments);
        call.whole = whole;
        int position = call.position;
        events.accept(listener -> listener.onToolCall(position, whole));
    }

    private void reportPiece(OpenToolCall call, String name, String piece) {
        if (!piece.isEmpty()) {
            ToolCall.Part part = new ToolCall.Part(call.position, call.distinctId(ids), name, piece);
            events.accept(listener -> listener.onToolCallPart(part));
        }
    }
}
