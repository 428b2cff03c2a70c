package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.examples.TravelDeskApplication;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** The page as it is without a key, and with a model that sees no images. */
@Timeout(120)
class StandInPageBrowserTest {

    @Test
    void theStandInPlaysItsPartAndIsNamed() throws IOException {
        try (Chromium browser = Chromium.startOrSkip();
                ConfigurableApplicationContext app = TravelDeskApplication.start(
                        "--server.port=0",
                        "--langchain4j.minimax.api-key=",
                        "--langchain4j.minimax.model-name=MiniMax-M2.1")) {
            String url = DeskUnderTest.url(app);
            try (Tab tab = browser.open(url, 1000, 800)) {
                assertThat(tab.text("#model")).isEqualTo("MiniMax-M2.1, served by a stand-in");
                assertThat(tab.shows("#attach")).isFalse();
                tab.click("#examples button");
                tab.await("document.querySelector('.usage')");
                tab.unfold(".tool");
                assertThat(tab.text(".tool")).contains("Search flights", "DY1817", "done");
                assertThat(tab.text("#conversation")).contains("Book flight", "TD-1001", "Maria Silva");
                assertThat(tab.complaints()).isEmpty();
            }
        }
    }
}
