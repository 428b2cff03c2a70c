package io.github.minimax4j.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole tool calls of fragments (wire reference 5.3). A fragment belongs to the call with its index; without one, to the call
 * with its id; with neither, to the last call. The first id and name that are not empty count. A call is reported whole as soon as
 * a fragment of another one comes and its arguments are a whole JSON value, else at the end. Not thread-safe.
 */
final class ToolCallAssembler {

    /** A fragment for a call that had already been reported whole: nobody could take it back. */
    static final class LateFragmentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LateFragmentException(String id) {
            super("more arguments for the tool call " + id + " came after it was whole");
        }
    }

    private static final class OpenCall {

        final int position;

        final @Nullable Integer wireIndex;

        final StringBuilder arguments = new StringBuilder();

        final JsonBalance balance = new JsonBalance();

        @Nullable
        String id;

        @Nullable
        String name;

        int reported;

        private boolean surelySome;

        @Nullable
        ToolCall whole;

        OpenCall(int position, @Nullable Integer wireIndex) {
            this.position = position;
            this.wireIndex = wireIndex;
        }

        /** Whether the arguments so far may mean "none": some servers write null for it (user demand B6). */
        boolean mayBeNone() {
            if (surelySome) {
                return false;
            }
            boolean none = "null".startsWith(arguments.toString().strip());
            surelySome = !none;
            return none;
        }
    }

    private final Consumer<StreamEvent> events;

    private final List<OpenCall> calls = new ArrayList<>();

    // those of them that are not whole yet, so that many calls do not cost many looks
    private final List<OpenCall> open = new ArrayList<>();

    private @Nullable OpenCall current;

    ToolCallAssembler(Consumer<StreamEvent> events) {
        this.events = events;
    }

    void add(Chunk.ToolFragment fragment) {
        OpenCall call = callOf(fragment);
        if (call == null) {
            return;
        }
        if (call != current) {
            completeOthers(call);
            current = call;
        }
        String arguments = fragment.arguments() == null ? "" : fragment.arguments();
        if (call.whole != null) {
            if (!arguments.isBlank()) {
                throw new LateFragmentException(call.whole.id());
            }
            return;
        }
        if (isSet(fragment.id()) && call.id == null) {
            call.id = fragment.id();
        }
        if (isSet(fragment.name()) && call.name == null) {
            call.name = fragment.name();
        }
        call.arguments.append(arguments);
        call.balance.add(arguments);
        report(call);
    }

    /** Another call has begun or goes on: those that are whole can be told of. */
    private void completeOthers(OpenCall call) {
        open.removeIf(other -> {
            boolean done = other != call && other.whole == null && other.balance.isWhole();
            if (done) {
                complete(other);
            }
            return done || other.whole != null;
        });
        if (call.whole == null && !open.contains(call)) {
            open.add(call);
        }
    }

    /** Takes the calls of a whole message: those that no fragment has shown are added. */
    void addMissing(List<Chunk.ToolFragment> whole) {
        for (int position = 0; position < whole.size(); position++) {
            Chunk.ToolFragment call = whole.get(position);
            boolean known = calls.size() > position && !isSet(call.id())
                    || calls.stream()
                            .anyMatch(open -> isSet(call.id()) && call.id().equals(open.id))
                    || calls.size() > position && calls.get(position).id == null;
            if (!known) {
                OpenCall added = new OpenCall(calls.size(), null);
                calls.add(added);
                added.id = isSet(call.id()) ? call.id() : null;
                added.name = isSet(call.name()) ? call.name() : null;
                String arguments = call.arguments() == null ? "" : call.arguments();
                added.arguments.append(arguments);
                added.balance.add(arguments);
            }
        }
    }

    /** Adds a call that is whole. */
    void add(ToolCall call) {
        add(new Chunk.ToolFragment(null, call.id(), call.name(), call.arguments()));
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Takes the end of the answer: every call is whole now. */
    List<ToolCall> end() {
        List<ToolCall> whole = new ArrayList<>(calls.size());
        for (OpenCall call : calls) {
            if (call.whole == null) {
                complete(call);
            }
            whole.add(call.whole);
        }
        return whole;
    }

    private @Nullable OpenCall callOf(Chunk.ToolFragment fragment) {
        Integer index = fragment.index() == null || fragment.index() < 0 ? null : fragment.index();
        OpenCall known = index != null
                ? lastWith(index)
                : isSet(fragment.id()) ? lastWith(fragment.id()) : calls.isEmpty() ? null : calls.get(calls.size() - 1);
        if (known != null && !beginsAnother(known, fragment)) {
            return known;
        }
        boolean empty = !isSet(fragment.id()) && !isSet(fragment.name()) && !isSet(fragment.arguments());
        if (known == null && empty) {
            return null;
        }
        OpenCall call = new OpenCall(calls.size(), index);
        calls.add(call);
        return call;
    }

    /** Whether a fragment at a known place begins a new call there: some servers give all calls the same index. */
    private static boolean beginsAnother(OpenCall known, Chunk.ToolFragment fragment) {
        boolean otherId =
                isSet(fragment.id()) && known.id != null && !fragment.id().equals(known.id);
        return otherId && (isSet(fragment.name()) || known.balance.isWhole());
    }

    private @Nullable OpenCall lastWith(int index) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Integer wireIndex = calls.get(i).wireIndex;
            if (wireIndex != null && wireIndex == index) {
                return calls.get(i);
            }
        }
        return null;
    }

    private @Nullable OpenCall lastWith(String id) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (id.equals(calls.get(i).id)) {
                return calls.get(i);
            }
        }
        return null;
    }

    private void report(OpenCall call) {
        if (call.id == null || call.name == null || call.mayBeNone()) {
            return; // a listener needs to know which call the piece belongs to, and pieces must join to the arguments
        }
        reportPiece(call, call.id, call.name, call.arguments.substring(call.reported));
        call.reported = call.arguments.length();
    }

    private void complete(OpenCall call) {
        if (call.name == null) {
            throw new IllegalStateException("a tool call without a name");
        }
        String id = call.id == null ? ToolCallIds.next() : call.id;
        String arguments = call.mayBeNone() ? "{}" : call.arguments.toString();
        reportPiece(call, id, call.name, arguments.substring(call.reported));
        ToolCall whole = new ToolCall(id, call.name, arguments);
        call.whole = whole;
        events.accept(listener -> listener.onToolCall(call.position, whole));
    }

    private void reportPiece(OpenCall call, String id, String name, String piece) {
        if (!piece.isEmpty()) {
            ToolCallPart part = new ToolCallPart(call.position, id, name, piece);
            events.accept(listener -> listener.onToolCallPart(part));
        }
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
