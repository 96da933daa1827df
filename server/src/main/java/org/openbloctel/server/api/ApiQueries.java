package org.openbloctel.server.api;

import org.openbloctel.server.web.OwnQuery;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The routes whose handlers read the query themselves. */
@Configuration(proxyBeanMethods = false)
class ApiQueries {
    @Bean
    OwnQuery.Names submissionQuery() {
        return new OwnQuery.Names("POST " + SubmissionApi.ROOT, SubmissionRequest.SUBMISSION);
    }

    @Bean
    OwnQuery.Names correctionQuery() {
        return new OwnQuery.Names("POST " + SubmissionApi.ROOT + "/{id}/corrections", SubmissionRequest.LAYOUT);
    }

    @Bean
    OwnQuery.Names uploadQuery() {
        return new OwnQuery.Names("POST " + UploadApi.ROOT, SubmissionRequest.SUBMISSION);
    }

    @Bean
    OwnQuery.Refused checksQuery() {
        return new OwnQuery.Refused(Checks.PATH);
    }

    @Bean
    OwnQuery.Refused dialQuery() {
        return new OwnQuery.Refused(Dials.PATH);
    }
}
