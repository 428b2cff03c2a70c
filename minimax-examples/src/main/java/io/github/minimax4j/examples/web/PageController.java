package io.github.minimax4j.examples.web;

import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.langchain4j.MiniMaxModelFacts;
import io.github.minimax4j.test.MiniMaxServer;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The page's HTTP API. An answer is a stream of server-sent events. The page stops it by closing its connection, which cancels the
 * {@code Flux}, which closes the connection to MiniMax.
 */
@RestController
@RequestMapping("/api")
final class PageController {

    /**
     * What the page needs to start.
     *
     * @param model      the model's name
     * @param standIn    whether a stand-in answers instead of MiniMax
     * @param seesImages whether images can be sent
     * @param maxImages  the maximum number of images per question
     * @param examples   example questions
     */
    record Desk(String model, boolean standIn, boolean seesImages, int maxImages, List<String> examples) {}

    /** A conversation's id. */
    record Started(String id) {}

    private final DeskAgent agent;

    private final PageConversations conversations;

    private final Desk desk;

    PageController(
            DeskAgent agent,
            PageConversations conversations,
            StreamingChatModel model,
            ObjectProvider<MiniMaxServer> standIn) {
        this.agent = agent;
        this.conversations = conversations;
        String name = model.defaultRequestParameters().modelName();
        boolean seesImages = MiniMaxModelFacts.of(name)
                .map(facts -> facts.inputs().contains(ContentType.IMAGE))
                .orElse(false);
        this.desk =
                new Desk(name, standIn.getIfAvailable() != null, seesImages, Question.MAX_IMAGES, Briefing.EXAMPLES);
    }

    @GetMapping("/desk")
    Desk desk() {
        return desk;
    }

    @PostMapping("/conversations")
    Started start() {
        return new Started(conversations.start());
    }

    @DeleteMapping("/conversations/{id}")
    void forget(@PathVariable("id") String id) {
        conversations.forget(id);
    }

    /** Answers a question. If the page sends the same question again, the answer resumes where it was interrupted. */
    @PostMapping(path = "/conversations/{id}/questions", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<DeskEvent>> ask(@PathVariable("id") String id, @RequestBody Mono<Question> request) {
        return request.flatMapMany(question -> answer(find(id), question))
                .onErrorResume(error -> Flux.just(ErrorAdvice.of(error)))
                .map(event ->
                        ServerSentEvent.builder(event).event(event.event()).build());
    }

    private Flux<DeskEvent> answer(PageConversation conversation, Question question) {
        UserMessage message = question.message(desk.seesImages());
        return conversation.alone(Flux.defer(() -> {
            conversation.ask(question.id(), message);
            conversations.boundImages();
            return agent.answer(conversation);
        }));
    }

    private PageConversation find(String id) {
        PageConversation conversation = conversations.find(id);
        if (conversation == null) {
            throw new UnusableQuestionException(
                    "This conversation no longer exists.", "Start a new conversation.", true);
        }
        return conversation;
    }
}
