package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openbloctel.server.platform.pages.ListQuery.Asked;

final class ListQueryTest {
    private enum State {
        OPEN,
        OVER
    }

    private enum Order {
        NEWEST,
        NAME
    }

    private static Asked<State, Order> asked(String text, String state, String order, int page) {
        return new ListQuery(text, state, order).on(page, State.values(), Order.values(), Order.NEWEST);
    }

    @Test
    void unknownStateAndOrderAreAsIfTheyWereNotSent() {
        Asked<State, Order> asked = asked("", "GONE", "open", 1);
        assertThat(asked.chosen()).isNull();
        assertThat(asked.isNarrowed()).isFalse();
        assertThat(asked.order()).isEqualTo(Order.NEWEST);
    }

    @Test
    void anotherPageOfTheListIsNarrowedAndSortedAlike() {
        Asked<State, Order> asked = asked("  a&b é ", "OVER", "NAME", 2);
        assertThat(asked.isNarrowed()).isTrue();
        assertThat(asked.address("/pro/depots", 3))
                .isEqualTo("/pro/depots?texte=a%26b%20%C3%A9&etat=OVER&tri=NAME&page=3");
        assertThat(asked.address("/pro/depots/liste.csv", 1))
                .isEqualTo("/pro/depots/liste.csv?texte=a%26b%20%C3%A9&etat=OVER&tri=NAME");
    }
}
