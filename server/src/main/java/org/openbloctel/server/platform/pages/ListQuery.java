package org.openbloctel.server.platform.pages;

import static java.util.Objects.requireNonNullElse;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * How a list is narrowed and sorted: the query of its page and of its table, as typed.
 *
 * @param text words that are searched for
 * @param state the name of a state; empty for all
 * @param order the name of an order; empty for the usual one
 */
public record ListQuery(
        @BindParam("texte") String text,
        @BindParam("etat") String state,
        @BindParam("tri") String order) {
    /** What is missing is empty. */
    public ListQuery {
        text = requireNonNullElse(text, "").strip();
        state = requireNonNullElse(state, "");
        order = requireNonNullElse(order, "");
    }

    /** What it asks for, among these states and orders, on this page. */
    public <S extends Enum<S>, O extends Enum<O>> Asked<S, O> on(int page, S[] states, O[] orders, O usual) {
        return new Asked<>(text, named(states, state), named(orders, order).orElse(usual), page);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values).filter(one -> one.name().equals(name)).findFirst();
    }

    /** What a list is narrowed to, how it is sorted, and which page of it is shown. */
    public record Asked<S extends Enum<S>, O extends Enum<O>>(String text, Optional<S> state, O order, int page) {
        /** Whether anything was left out by choice. */
        public boolean isNarrowed() {
            return !text.isEmpty() || state.isPresent();
        }

        /** The state, for the field. */
        public @Nullable S chosen() {
            return state.orElse(null);
        }

        /** Where another page of the same list is, or its table. */
        public String address(String path, int number) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath(path)
                    .queryParam("texte", "{text}")
                    .queryParam("etat", "{state}")
                    .queryParam("tri", "{order}");
            return (number > 1 ? address.queryParam("page", number) : address)
                    .encode()
                    .buildAndExpand(text, state.map(Enum::name).orElse(""), order.name())
                    .toUriString();
        }
    }
}
