package io.github.minimax4j.examples.web;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.tool.ToolService;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.examples.travel.TravelTools;
import io.github.minimax4j.langchain4j.MiniMaxTokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The travel desk for the page: calls the model, runs the tools that it requests, and calls it again until there is an answer. For the
 * terminal, LangChain4j's AI Services do this. Here it is written out, in one {@code Flux}: cancelling it closes the connection to MiniMax
 * at once, and reading it slowly slows the model down.
 */
@Component
final class DeskAgent {

    private static final String STYLE = "Answer in a few sentences; lists and bold words in Markdown are fine.";

    private final StreamingChatModel model;

    private final ToolService tools = new ToolService();

    private final KeptConversations conversations;

    DeskAgent(StreamingChatModel model, TravelTools travelTools, KeptConversations conversations) {
        this.model = model;
        this.conversations = conversations;
        tools.tools(List.<Object>of(travelTools));
    }

    /** Answers the last question of a conversation, and resumes where an earlier attempt was interrupted. */
    Flux<DeskEvent> answer(PageConversation conversation) {
        return round(conversation, 1, new TokenUsage(0, 0));
    }

    private Flux<DeskEvent> round(PageConversation conversation, int number, TokenUsage before) {
        return Flux.defer(() -> {
                    conversation.beginRound();
                    return JdkFlowAdapter.flowPublisherToFlux(model.chat(request(conversation, number)));
                })
                .concatMap(event -> toDeskEvents(event, conversation, number, before), 1);
    }

    private ChatRequest request(PageConversation conversation, int round) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(Briefing.instructions(STYLE)));
        messages.addAll(conversation.window());
        // a model that keeps calling tools is finally offered none
        List<ToolSpecification> offered = round < Briefing.MAX_TOOL_ROUNDS ? tools.toolSpecifications() : List.of();
        return ChatRequest.builder()
                .messages(messages)
                .toolSpecifications(offered)
                .build();
    }

    private Flux<DeskEvent> toDeskEvents(
            ChatModelStreamingEvent event, PageConversation conversation, int round, TokenUsage before) {
        if (event instanceof PartialThinking thinking) {
            return Flux.just(new DeskEvent.Thinking(thinking.text()));
        }
        if (event instanceof PartialResponse text) {
            conversation.appendText(text.text());
            return Flux.just(new DeskEvent.Text(text.text()));
        }
        if (event instanceof CompleteToolCall call) {
            ToolExecutionRequest request = call.toolExecutionRequest();
            return Flux.just(new DeskEvent.ToolCall(request.id(), request.name(), request.arguments()));
        }
        if (event instanceof CompleteResponse complete) {
            return completed(complete.chatResponse(), conversation, round, before);
        }
        return Flux.empty();
    }

    private Flux<DeskEvent> completed(
            ChatResponse response, PageConversation conversation, int round, TokenUsage before) {
        AiMessage message = response.aiMessage();
        TokenUsage usage =
                response.tokenUsage() == null ? before : response.tokenUsage().add(before);
        if (!message.hasToolExecutionRequests()) {
            DeskEvent.Done done = done(usage, response.finishReason(), message.text());
            conversation.answer(StoredTurns.answer(message, done));
            conversations.saveLater(conversation); // the page need not wait for the database
            return Flux.just(done);
        }
        if (round == Briefing.MAX_TOOL_ROUNDS) { // it was offered none
            return Flux.error(new UnusableQuestionException(
                    "The model keeps calling tools instead of answering.", "Ask for less at a time."));
        }
        List<PageConversation.OpenCall> calls = conversation.useTools(message);
        conversations.saveLater(conversation);
        return Flux.fromIterable(calls)
                .concatMap(call -> run(call, conversation), 1)
                .<DeskEvent>map(DeskEvent.ToolResult::of)
                .concatWith(Flux.defer(() -> round(conversation, round + 1, usage)));
    }

    /** Runs a tool on an elastic thread: tools may block, but the server threads must not. */
    private Mono<ToolExecutionResultMessage> run(PageConversation.OpenCall call, PageConversation conversation) {
        return Mono.fromCallable(() -> {
                    call.begin();
                    ToolExecutionResultMessage result = result(call.request());
                    call.end(result); // even if nothing waits for it any more
                    conversations.saveLater(conversation);
                    return result;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private ToolExecutionResultMessage result(ToolExecutionRequest call) {
        if (!tools.toolExecutors().containsKey(call.name())) {
            return result(call, "There is no tool " + call.name(), true);
        }
        try {
            var result =
                    tools.executeTool(InvocationContext.builder().build(), tools.toolExecutors(), call, null, null);
            return result(call, result.resultText(), result.isError());
        } catch (RuntimeException e) {
            return result(call, Briefing.unusableArguments(e), true);
        }
    }

    private static ToolExecutionResultMessage result(ToolExecutionRequest call, String text, boolean failed) {
        return ToolExecutionResultMessage.builder()
                .id(call.id())
                .toolName(call.name())
                .text(text)
                .isError(failed)
                .build();
    }

    private static DeskEvent.Done done(TokenUsage usage, FinishReason reason, String answer) {
        Integer reasoning = usage instanceof MiniMaxTokenUsage own ? own.reasoningTokens() : null;
        String note = "";
        if (reason == FinishReason.LENGTH) {
            note = "The answer ends here because it reached the limit of output tokens.";
        } else if (reason == FinishReason.CONTENT_FILTER) {
            note = "MiniMax's content check ended the answer here.";
        } else if (answer == null || answer.isBlank()) {
            note = "The model returned no text. Ask again, or rephrase the question.";
        }
        return new DeskEvent.Done(
                orZero(usage.inputTokenCount()), orZero(usage.outputTokenCount()), orZero(reasoning), note);
    }

    private static int orZero(Integer count) {
        return count == null ? 0 : count;
    }
}
