package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletion.ContentCheck;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.chat.Usage;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one response of what the wire brings, in one piece or in many: thinking apart from text, tool calls whole, a final message that
 * repeats everything counted once (Q6), the usage that counts. Reports what is new as it goes. Not thread-safe.
 */
final class CompletionAssembler {

    private final Consumer<StreamEvent> events;

    private final JoinedText text = new JoinedText();

    private final JoinedText refusal = new JoinedText();

    private final CharacterJoiner contentCharacters = new CharacterJoiner();

    private final CharacterJoiner refusalCharacters = new CharacterJoiner();

    private final CharacterJoiner thinkingCharacters = new CharacterJoiner();

    private final ThinkingText thinking;

    private final ThinkingFilter content;

    private final ReasoningText reasoning;

    private final ToolCallAssembler toolCalls;

    private boolean reasoningSeen;

    private boolean deltaSeen;

    private boolean choiceSeen;

    private @Nullable String id;

    private @Nullable String model;

    private @Nullable Long created;

    private @Nullable String serviceTier;

    private @Nullable String finishReason;

    private @Nullable Usage usage;

    private ContentCheck contentCheck = ContentCheck.CLEAN;

    private @Nullable List<Map<String, Object>> finalDetails;

    // if the closing message has the last word on it
    private @Nullable String rawContent;

    private final Expectations expectations;

    private final KeptLength kept;

    // the index of the choice that is the response; 0 unless the server numbers a sole one otherwise
    private int index;

    // the first choices if none has index 0: the next chunk shows whether that one comes as well
    private @Nullable Chunk waiting;

    private final OtherChoices others;

    // takes what the thinking has been taken from
    private final MarkupFilter markup;

    CompletionAssembler(Consumer<StreamEvent> events, Expectations expectations, KeptLength kept) {
        this.events = events;
        this.expectations = expectations;
        this.kept = kept;
        this.others = new OtherChoices(expectations, kept);
        this.reasoning = new ReasoningText(kept);
        this.markup = new MarkupFilter(this::text, expectations.convertMarkup());
        this.thinking = new ThinkingText(piece -> events.accept(listener -> listener.onThinking(piece)));
        this.content = new ThinkingFilter(this::inlineThinking, markup::append);
        this.toolCalls = new ToolCallAssembler(events, kept);
    }

    /**
     * Takes the next chunk.
     *
     * @return whether it adds anything to the response
     */
    boolean add(Chunk chunk) {
        if (!choiceSeen && !chunk.choices().isEmpty()) {
            int lowest = chunk.lowestIndex();
            if (waiting == null && lowest != 0 && !chunk.isEnd()) {
                waiting = chunk;
                return true;
            }
            release(lowest);
        }
        return take(chunk);
    }

    /** Decides which choice is the response, and takes the chunk that has waited for that. */
    private void release(int lowestIndex) {
        Chunk first = waiting;
        waiting = null;
        index = first == null || lowestIndex == 0 ? lowestIndex : first.lowestIndex();
        if (first != null) {
            take(first);
        }
    }

    /** Whether chunks that have just been taken are one, which could come again with another delta and would add only that. */
    boolean isRepeatable(List<Chunk> chunks) {
        List<Chunk.Choice> choices = chunks.size() == 1 ? chunks.get(0).choices() : List.of();
        return choiceSeen
                && choices.size() == 1
                && choices.get(0).index() == index
                && choices.get(0).message() == null;
    }

    private boolean take(Chunk chunk) {
        boolean adds = false;
        id = id == null || id.isEmpty() ? chunk.id() : id;
        model = model == null || model.isEmpty() ? chunk.model() : model;
        created = created == null || created == 0 ? chunk.created() : created;
        serviceTier = chunk.serviceTier() == null ? serviceTier : chunk.serviceTier();
        contentCheck = chunk.contentCheck().equals(ContentCheck.CLEAN) ? contentCheck : chunk.contentCheck();
        for (Chunk.Choice choice : chunk.choices()) {
            if (choice.index() == index) {
                choice(choice);
                adds |= choice.saysAnything();
            } else {
                others.add(chunk, choice);
            }
        }
        if (chunk.usage() != null && !chunk.usage().equals(usage)) {
            usage = chunk.usage();
            events.accept(new StreamEvent.Counted(chunk.usage()));
        }
        return adds;
    }

    private void choice(Chunk.Choice choice) {
        choiceSeen = true;
        // the last delta comes together with the finish reason (Q8)
        if (choice.delta() != null) {
            delta(choice.delta());
        }
        if (choice.message() != null) {
            message(choice.message());
        }
        finishReason = choice.finishReason() == null ? finishReason : choice.finishReason();
    }

    /** Takes a delta, of a chunk or of one that is like the chunk before it. */
    void delta(Chunk.Part part) {
        deltaSeen |= part.saysAnything();
        refusal(part);
        reasoning(part);
        if (part.content() != null) {
            kept.add(part.content());
            content.append(contentCharacters.add(part.content()));
        }
        if (!part.toolCalls().isEmpty()) {
            settleThinking();
            toolCalls.addFragments(part.toolCalls());
        }
    }

    private void message(Chunk.Part part) {
        if (!part.reasoningDetails().isEmpty()) {
            finalDetails = part.reasoningDetails(); // it has the final word on what goes back, not on what is shown
            finalDetails.forEach(detail -> detail.computeIfPresent(
                    "text", (name, value) -> value instanceof String said ? CharacterJoiner.whole(said) : value));
        }
        complementRefusal(part);
        if (deltaSeen) {
            complement(part);
            return;
        }
        deltaSeen = true;
        reasoning(part);
        if (part.content() != null) {
            kept.add(part.content());
            content.appendWhole(CharacterJoiner.whole(part.content()));
        }
        wholeToolCalls(part);
    }

    /** Takes from a whole message what no delta has brought of it. */
    private void complement(Chunk.Part part) {
        thinking.append(thinkingCharacters.add(reasoning.end()));
        thinkingCharacters.drop(); // the message has the whole character
        contentCharacters.drop();
        content.end();
        ReasoningText wholeReasoning = new ReasoningText(new KeptLength(kept.limits())); // not kept
        String wholeThinking = wholeReasoning.add(part.reasoning(), part.reasoningDetails()) + wholeReasoning.end();
        thinking.complement(CharacterJoiner.whole(wholeThinking));
        StringBuilder inline = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        ThinkingFilter filter = new ThinkingFilter(inline::append, whole::append);
        filter.appendWhole(part.content() == null ? "" : CharacterJoiner.whole(part.content()));
        filter.end();
        int soFar = text.length() + markup.heldBack().length();
        // compared only if it can be: a server that repeats shorter ones must not have it copied each time
        if (whole.length() >= soFar && startsAsBefore(whole.toString())) {
            thinking.complement(inline.toString());
            String rest = whole.substring(soFar);
            if (filter.raw() != null) {
                rawContent = filter.raw();
            } else if (content.raw() != null && !rest.isEmpty()) {
                rawContent = content.raw() + rest;
            }
            if (!rest.isEmpty()) {
                kept.add(rest);
                markup.append(rest);
            }
        }
        wholeToolCalls(part);
    }

    private boolean startsAsBefore(String whole) {
        return whole.startsWith(text.toString())
                && whole.startsWith(markup.heldBack().toString(), text.length());
    }

    private void wholeToolCalls(Chunk.Part part) {
        if (!part.toolCalls().isEmpty()) {
            settleThinking();
            toolCalls.addWhole(part.toolCalls());
        }
    }

    private void refusal(Chunk.Part part) {
        if (part.refusal() != null) {
            kept.add(part.refusal());
            refusal.append(refusalCharacters.add(part.refusal()));
        }
    }

    private void complementRefusal(Chunk.Part part) {
        String whole = part.refusal() == null ? "" : CharacterJoiner.whole(part.refusal());
        if (whole.length() > refusal.length() && whole.startsWith(refusal.toString())) {
            refusalCharacters.drop(); // the message has the whole character
            kept.add(whole);
            refusal.append(whole.substring(refusal.length()));
        }
    }

    private void reasoning(Chunk.Part part) {
        if (part.reasoning() != null && !part.reasoning().isEmpty()
                || !part.reasoningDetails().isEmpty()) {
            reasoningSeen = true;
            thinking.append(thinkingCharacters.add(reasoning.add(part.reasoning(), part.reasoningDetails())));
        }
    }

    private void inlineThinking(String piece) {
        if (!reasoningSeen) { // else it is the same thinking a second time (Q11)
            thinking.append(piece);
        }
    }

    private void settleThinking() {
        thinking.append(thinkingCharacters.end());
        thinking.settle();
    }

    private void text(String piece) {
        settleThinking(); // else its last character, if it could begin a tag, would be reported after the text
        text.append(piece);
        events.accept(listener -> listener.onText(piece));
    }

    /** Whether anything that belongs to a response has come. */
    boolean choiceSeen() {
        return choiceSeen || waiting != null;
    }

    /** Whether the model has said why it stopped: what may still come is usage and a repetition. */
    boolean finished() {
        return finishReason != null;
    }

    boolean othersFinished() {
        return others.finished();
    }

    /**
     * Takes the end and makes the whole response.
     *
     * @throws IllegalStateException if a tool call has no name
     */
    ChatCompletion end(@Nullable String traceId, List<String> raw) {
        if (waiting != null) {
            release(waiting.lowestIndex());
        }
        thinking.append(thinkingCharacters.add(reasoning.end()) + thinkingCharacters.end());
        content.append(contentCharacters.end());
        content.end();
        refusal.append(refusalCharacters.end());
        thinking.end();
        boolean converted = convertMarkup();
        FinishReason said = FinishReason.fromWire(finishReason);
        boolean cut = said != FinishReason.STOP && said != FinishReason.TOOL_CALLS || contentCheck.outputSensitive();
        // a server that ends a response without a reason has still ended it, so a tool may have been called without
        // arguments
        boolean stopped = finishReason != null || contentCheck.outputSensitive();
        List<ToolCall> calls = toolCalls.end(cut, tool -> stopped || expectations.requiresArguments(tool));
        List<ToolCall> incomplete = toolCalls.incomplete();
        return ChatCompletion.builder()
                .id(id)
                .model(model)
                .created(created)
                .text(text.orNull())
                .refusal(refusal.orNull())
                .thinking(thinking.thinking())
                .reasoningDetails(finalDetails == null ? reasoning.details() : finalDetails)
                .rawContent(rawContent == null ? content.raw() : rawContent)
                .toolCalls(calls)
                .incompleteToolCalls(incomplete)
                .finishReason(finishReason(said, calls, incomplete))
                .usage(usage)
                .serviceTier(serviceTier)
                .contentCheck(contentCheck)
                .warnings(warnings(calls, incomplete, converted))
                .otherChoices(others.end(traceId))
                .raw(raw)
                .traceId(traceId)
                .build();
    }

    private boolean convertMarkup() {
        String kept = markup.markup();
        if (kept.isEmpty()) {
            return false;
        }
        ToolCallMarkup.Block block = ToolCallMarkup.read(kept, expectations.tools());
        if (block == null) {
            text(kept);
            return false;
        }
        block.calls().forEach(toolCalls::add);
        if (!block.rest().isBlank()) {
            text(block.rest());
        }
        return true;
    }

    private Set<ChatWarning> warnings(List<ToolCall> calls, List<ToolCall> incomplete, boolean converted) {
        Set<ChatWarning> warnings = EnumSet.noneOf(ChatWarning.class);
        String thought = thinking.thinking();
        // without tools the model may well be writing about markup
        if (converted
                || !expectations.tools().isEmpty()
                        && (ToolCallMarkup.begin(text.toString()) >= 0
                                || thought != null && ToolCallMarkup.begin(thought) >= 0)) {
            warnings.add(ChatWarning.TOOL_CALL_MARKUP);
        }
        if (!incomplete.isEmpty()) {
            warnings.add(ChatWarning.INCOMPLETE_TOOL_CALL);
        } else if (expectations.toolRequired() && calls.isEmpty()) {
            warnings.add(ChatWarning.REQUIRED_TOOL_NOT_CALLED);
        }
        if (calls.stream().anyMatch(call -> !expectations.tools().containsKey(call.name()))) {
            warnings.add(ChatWarning.TOOL_NOT_OFFERED);
        }
        if (!others.isEmpty()) {
            warnings.add(ChatWarning.SEVERAL_CHOICES);
        }
        return warnings;
    }

    private FinishReason finishReason(FinishReason said, List<ToolCall> calls, List<ToolCall> incomplete) {
        if (!calls.isEmpty() && incomplete.isEmpty()) {
            return FinishReason.TOOL_CALLS; // whatever the wire says (user demand B31)
        }
        boolean withheld = contentCheck.outputSensitive() && (text.isEmpty() || !incomplete.isEmpty())
                || !refusal.isEmpty() && text.isEmpty();
        return withheld ? FinishReason.CONTENT_FILTER : said;
    }
}
