package io.github.minimax4j.examples.web;

import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.langchain4j.MiniMaxModelFacts;
import io.github.minimax4j.test.MiniMaxServer;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
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
     * @param note       why conversations are not kept, or empty
     */
    record Desk(String model, boolean standIn, boolean seesImages, int maxImages, List<String> examples, String note) {}

    /** A conversation's id. */
    record Started(String id) {}

    /** A conversation's title. */
    record Title(String title) {}

    /**
     * A conversation with all that was said.
     *
     * @param answering whether the last question is being answered
     */
    record Opened(String id, List<StoredTurns.Turn> turns, boolean answering) {}

    private final DeskAgent agent;

    private final PageConversations inUse;

    private final KeptConversations conversations;

    private final Desk desk;

    PageController(
            DeskAgent agent,
            PageConversations inUse,
            KeptConversations conversations,
            StreamingChatModel model,
            ObjectProvider<MiniMaxServer> standIn,
            @Value("${" + StoredConversations.NOTE + ":}") String note) {
        this.agent = agent;
        this.inUse = inUse;
        this.conversations = conversations;
        String name = model.defaultRequestParameters().modelName();
        boolean seesImages = MiniMaxModelFacts.of(name)
                .map(facts -> facts.inputs().contains(ContentType.IMAGE))
                .orElse(false);
        this.desk = new Desk(
                name, standIn.getIfAvailable() != null, seesImages, Question.MAX_IMAGES, Briefing.EXAMPLES, note);
    }

    @GetMapping("/desk")
    Desk desk() {
        return desk;
    }

    @GetMapping("/conversations")
    Mono<List<KeptConversations.Kept>> list() {
        return conversations.list();
    }

    @PostMapping("/conversations")
    Started start() {
        return new Started(conversations.start());
    }

    @GetMapping("/conversations/{id}")
    Mono<Opened> open(@PathVariable("id") String id) {
        return conversations
                .find(id)
                .map(found -> new Opened(id, StoredTurns.of(found.snapshot()), found.isAnswering()))
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    @PatchMapping("/conversations/{id}")
    Mono<Void> rename(@PathVariable("id") String id, @RequestBody Title title) {
        return conversations
                .rename(id, title.title() == null ? "" : title.title())
                .flatMap(done -> done ? Mono.empty() : Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    @DeleteMapping("/conversations/{id}")
    Mono<Void> delete(@PathVariable("id") String id) {
        return conversations.delete(id);
    }

    /** Answers a question. If the page sends the same question again, the answer resumes where it was interrupted. */
    @PostMapping(path = "/conversations/{id}/questions", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<DeskEvent>> ask(@PathVariable("id") String id, @RequestBody Mono<Question> request) {
        return request.flatMapMany(question -> find(id).flatMapMany(conversation -> answer(conversation, question)))
                .onErrorResume(error -> Flux.just(ErrorAdvice.of(error)))
                .map(event ->
                        ServerSentEvent.builder(event).event(event.event()).build());
    }

    private Mono<PageConversation> find(String id) {
        return conversations
                .find(id)
                .switchIfEmpty(Mono.error(() -> new UnusableQuestionException(
                        "This conversation no longer exists.", "Start a new conversation.", "new")));
    }

    private Flux<DeskEvent> answer(PageConversation conversation, Question question) {
        UserMessage message = question.message(desk.seesImages());
        return conversation.alone(
                question.page(),
                Flux.defer(() -> {
                            conversation.ask(question.id(), message, question.replaces());
                            inUse.boundImages();
                            return conversations.save(conversation).thenMany(agent.answer(conversation));
                        })
                        // what there is of an answer that has been stopped or has failed
                        .doOnCancel(() -> conversations.saveLater(conversation))
                        .doOnError(error -> conversations.saveLater(conversation)));
    }
}
