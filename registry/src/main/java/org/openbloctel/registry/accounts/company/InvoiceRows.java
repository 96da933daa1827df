package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The tables of invoices, of their numbers and of payments. Rows of invoices are never changed. */
interface InvoiceRows {
    String INVOICES = """
            select i.*, p.received_on, c.year as by_year, c.number as by_number
            from accounts.invoice i
                left join accounts.payment p on p.year = i.year and p.number = i.number
                left join accounts.invoice c on c.credits_year = i.year and c.credits_number = i.number
            """;

    static InvoiceRows in(Database database) {
        return database.rows(InvoiceRows.class, new Reading<>(InvoiceRow.class, Invoice.class, InvoiceRow::invoice));
    }

    /** An invoice as it stands in its row, with the day of its payment and the number of the credit note that takes it back. */
    record InvoiceRow(
            @Nested Invoice.Serial serial,
            UUID company,
            LocalDate issuedOn,
            LocalDate dueOn,
            String seller,
            String buyer,
            String buyerSiren,
            List<String> labels,
            List<Long> amountsCents,
            long netCents,
            int vatBasisPoints,
            long vatCents,
            long grossCents,
            @Nullable Integer creditsYear,
            @Nullable Integer creditsNumber,
            @Nullable Integer byYear,
            @Nullable Integer byNumber,
            @Nullable LocalDate receivedOn) {
        Invoice invoice() {
            List<Invoice.Line> lines = IntStream.range(0, labels.size())
                    .mapToObj(i -> new Invoice.Line(labels.get(i), amountsCents.get(i)))
                    .toList();
            return new Invoice(
                    serial,
                    company,
                    issuedOn,
                    dueOn,
                    seller,
                    buyer,
                    buyerSiren,
                    lines,
                    netCents,
                    vatBasisPoints,
                    vatCents,
                    grossCents,
                    number(creditsYear, creditsNumber),
                    number(byYear, byNumber),
                    receivedOn);
        }

        private static Invoice.@Nullable Serial number(@Nullable Integer year, @Nullable Integer number) {
            return year == null || number == null ? null : new Invoice.Serial(year, number);
        }
    }

    @SqlQuery(INVOICES + "where i.company = :company order by i.year desc, i.number desc")
    List<Invoice> of(UUID company);

    @SqlQuery(INVOICES + """
            where p.year is null and c.year is null and i.credits_year is null
            order by i.year, i.number
            """)
    List<Invoice> open();

    @SqlQuery(INVOICES + "where p.year is not null order by p.recorded_at desc limit :limit")
    List<Invoice> paid(int limit);

    @SqlQuery(INVOICES + "where i.year = :number.year and i.number = :number.number")
    Optional<Invoice> find(Invoice.Serial number);

    @SqlQuery("select subscription from accounts.invoice where year = :number.year and number = :number.number")
    UUID subscription(Invoice.Serial number);

    /** The next number of a year; its row stays locked until the transaction ends, so that no number is left out. */
    @SqlQuery("""
            insert into accounts.invoice_head as h (year, last) values (:year, 1)
            on conflict (year) do update set last = h.last + 1
            returning last
            """)
    int nextNumber(int year);

    /** An invoice as it is issued; the buyer is written as the company is named now. */
    record Draft(
            Invoice.Serial number,
            UUID company,
            UUID subscription,
            LocalDate issuedOn,
            LocalDate dueOn,
            String seller,
            List<Invoice.Line> lines,
            int vatBasisPoints,
            long vatCents,
            Invoice.@Nullable Serial credits) {
        List<String> labels() {
            return lines.stream().map(Invoice.Line::label).toList();
        }

        List<Long> amounts() {
            return lines.stream().map(Invoice.Line::cents).toList();
        }

        /** The sum of its lines. */
        long netCents() {
            return lines.stream().mapToLong(Invoice.Line::cents).sum();
        }

        long grossCents() {
            return netCents() + vatCents;
        }
    }

    @SqlUpdate("""
            insert into accounts.invoice
            select :draft.number.year, :draft.number.number, id, :draft.subscription, :draft.issuedOn, :draft.dueOn, :draft.seller,
                name || chr(10) || address, siren, :draft.labels, :draft.amounts, :draft.netCents, :draft.vatBasisPoints,
                :draft.vatCents, :draft.grossCents, :draft.credits.year, :draft.credits.number
            from accounts.company where id = :draft.company
            """)
    void insert(Draft draft);

    @SqlUpdate("""
            insert into accounts.payment (year, number, received_on, means, reference, recorded_at, recorded_by)
            values (:number.year, :number.number, :receivedOn, :means, :reference, :now, :actor)
            """)
    void insertPayment(
            Invoice.Serial number, LocalDate receivedOn, String means, String reference, Instant now, String actor);

    /** Forgets the invoices and payments up to a year, by a function that looks at their age itself. */
    @SqlQuery("select accounts.forget_invoices(:upTo)")
    int forget(int upTo);

    @SqlQuery("select coalesce(sum(net_cents), 0) from accounts.invoice where issued_on = :day")
    long netCents(LocalDate day);

    @SqlQuery("select issued_on from accounts.invoice order by issued_on limit 1")
    Optional<LocalDate> firstDay();
}
