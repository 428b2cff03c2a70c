package io.github.minimax4j.examples.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {

    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource({
        "on 2026-12-24, 2026-12-24",
        "on 24.12.2026, 2026-12-24",
        "on 12/24/2026, 2026-12-24",
        "on 24 December 2026, 2026-12-24",
        "on the 24th of December, 2026-12-24",
        "on Dec 24, 2026-12-24",
        "on 3 May, 2027-05-03",
        "today, 2026-11-22",
        "tomorrow, 2026-11-23",
        "the day after tomorrow, 2026-11-24",
        "in 3 days, 2026-11-25",
        "in two days or in 2 weeks, 2026-12-06",
        "next Friday, 2026-11-27",
        "on Monday, 2026-11-23"
    })
    void aDateIsFound(String text, LocalDate date) {
        assertThat(Dates.find(text, SUNDAY))
                .singleElement()
                .extracting(Dates.Found::date)
                .isEqualTo(date);
    }

    @Test
    void aRangeHasTwo() {
        for (String text : new String[] {"from 3 to 7 May", "3-7 May", "between 3 and 7 May", "from 3 May to May 7"}) {
            assertThat(Dates.find(text, SUNDAY))
                    .extracting(Dates.Found::date)
                    .containsExactly(LocalDate.of(2027, 5, 3), LocalDate.of(2027, 5, 7));
        }
    }

    @Test
    void whatIsNoDateIsNone() {
        assertThat(Dates.find("I may take 3 of 2026-13-45 or BK-2026-01-01", SUNDAY))
                .isEmpty();
    }
}
