package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.UserMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many conversations are kept, and for how long. */
class PageConversationsTest {

    private Instant now = Instant.parse("2027-01-01T10:00:00Z");

    private final PageConversations conversations = new PageConversations(() -> now);

    @Test
    void thoseUsedLastAreKept() {
        String first = conversations.start();
        String second = conversations.start();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < PageConversations.MAX_CONVERSATIONS - 1; i++) {
            conversations.find(first);
            others.add(conversations.start());
        }
        assertThat(conversations.find(second)).isNull();
        assertThat(conversations.find(first)).isNotNull();
        assertThat(others).allSatisfy(id -> assertThat(conversations.find(id)).isNotNull());
    }

    @Test
    void thoseNobodyUsesAreForgotten() {
        String used = conversations.start();
        String idle = conversations.start();
        now = now.plus(Duration.ofMinutes(90));
        assertThat(conversations.find(used)).isNotNull();
        now = now.plus(Duration.ofMinutes(40));
        assertThat(conversations.find(idle)).isNull();
        assertThat(conversations.find(used)).isNotNull();
        conversations.forget(used);
        assertThat(conversations.find(used)).isNull();
    }

    @Test
    void imagesPushOutOlderOnes() {
        String words = conversations.start();
        String image = "A".repeat((int) PageConversations.MAX_IMAGE_BYTES / 2);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(conversations.start());
            conversations.find(ids.get(i)).ask("1", UserMessage.from(ImageContent.from(image, "image/png")));
            conversations.boundImages();
        }
        assertThat(conversations.find(ids.get(0))).isNull();
        assertThat(conversations.find(ids.get(1))).isNotNull();
        assertThat(conversations.find(ids.get(2))).isNotNull();
        assertThat(conversations.find(words)).isNotNull();
    }
}
