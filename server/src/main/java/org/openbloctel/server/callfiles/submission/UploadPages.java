package org.openbloctel.server.callfiles.submission;

import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.Uploads;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the script of the new submission's page talks to: a file in pieces, which goes on where it was cut off. */
@RestController
record UploadPages(Uploads uploads, Submitters senders) {
    /**
     * How an upload stands.
     *
     * @param upload where its pieces go
     * @param offset bytes that are here
     * @param length bytes it will have
     * @param page of the submission, once all is here
     */
    record Answer(
            String upload,
            long offset,
            long length,
            @Nullable String page) {
        static Answer of(Uploads.Upload upload) {
            return new Answer(
                    "/pro/depots/envois/" + upload.id(),
                    upload.offset(),
                    upload.length(),
                    upload.isWhole() ? "/pro/depots/" + upload.submission() : null);
        }
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/depots/envois")
    Answer begin(
            SignedIn.Member who,
            @ModelAttribute SubmissionForm form,
            @RequestParam("name") String name,
            @RequestParam("length") long length)
            throws IOException {
        return Answer.of(uploads.begin(senders.sent(who, form, name), length));
    }

    @Access(member = {OWNER, OPERATOR})
    @GetMapping("/pro/depots/envois/{id}")
    Answer state(SignedIn.Member who, @PathVariable UUID id) throws IOException {
        return Answer.of(uploads.state(who.company(), id));
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/depots/envois/{id}")
    Answer append(
            SignedIn.Member who, @PathVariable UUID id, @RequestParam("octet") long offset, HttpServletRequest request)
            throws IOException {
        return Answer.of(uploads.append(who.company(), id, offset, request.getInputStream()));
    }
}
