package org.openbloctel.registry.service.helpdesk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The tables of canned answers and of published questions. */
interface DeskTextRows {
    @SqlQuery("select * from accounts.canned_answer order by lower(name), id")
    List<DeskTexts.CannedAnswer> canned();

    @SqlUpdate("""
            insert into accounts.canned_answer (id, name, text_fr, text_en, changed_at)
            values (:answer.id, :answer.name, :answer.text.fr, :answer.text.en, :now)
            on conflict (id) do update set name = excluded.name, text_fr = excluded.text_fr, text_en = excluded.text_en,
                changed_at = excluded.changed_at
            """)
    void put(DeskTexts.CannedAnswer answer, Instant now);

    @SqlUpdate("delete from accounts.canned_answer where id = :id")
    int deleteCanned(UUID id);

    @SqlQuery("select * from accounts.faq order by published_at, id")
    List<DeskTexts.FaqEntry> published();

    @SqlUpdate("""
            insert into accounts.faq (id, question_fr, answer_fr, question_en, answer_en, published_at)
            values (:entry.id, :entry.question.fr, :entry.answer.fr, :entry.question.en, :entry.answer.en, :now)
            on conflict (id) do update set question_fr = excluded.question_fr, answer_fr = excluded.answer_fr,
                question_en = excluded.question_en, answer_en = excluded.answer_en
            """)
    void put(DeskTexts.FaqEntry entry, Instant now);

    @SqlUpdate("delete from accounts.faq where id = :id")
    int deletePublished(UUID id);
}
