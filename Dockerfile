# One image with all five programs. docker-compose.yml starts four services from it.

# What the dependencies are built against: the manifest and its targets, empty, but for those in C and a plugin's input,
# which cannot be. A stage of its own, so that only a change of these builds the dependencies again.
FROM swift:6.3-bookworm AS skeleton
WORKDIR /all
COPY Package.swift Package.resolved* ./
COPY Shared Shared
COPY Services Services
RUN mkdir -p /skeleton/Shared /skeleton/Services/Storage/Store \
 && cp Package.* /skeleton && cp -r Shared/C* /skeleton/Shared \
 && cp -r Services/Storage/Store/Schema /skeleton/Services/Storage/Store \
 && cd /skeleton \
 && for target in $(grep -oE '"((Shared|Services|Tests|Benchmarks)/[A-Za-z0-9/]+|[A-Za-z0-9]+Tests)"' Package.swift | tr -d '"'); do \
      case "$target" in \
        Shared/C*) continue ;; \
        */Main | */CLI | Benchmarks/*) file=$target/main.swift ;; \
        */*) file=$target/Empty.swift ;; \
        *) file=Tests/$target/Empty.swift ;; \
      esac; \
      mkdir -p "${file%/*}" && touch "$file" || exit 1; \
    done

FROM swift:6.3-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends libdeflate-dev libprotobuf-c-dev libsqlite3-dev libuchardet-dev libxml2-dev \
      pkg-config zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
ENV PROGRAMS="reckoner-storage reckoner-analytics reckoner-ingest reckoner-gateway reckon"
ENV BUILD="swift build -c release"

# Dependencies take most of the time and change seldom: a layer of their own.
COPY --from=skeleton /skeleton ./
RUN swift package resolve \
 && for program in $PROGRAMS; do $BUILD --product "$program" || exit 1; done \
 && rm -rf Shared Services

COPY Shared Shared
COPY Services Services
# One product at a time: a plain build would also build every target of every dependency.
RUN for program in $PROGRAMS; do $BUILD --product "$program" || exit 1; done \
 && bin=$($BUILD --show-bin-path) && mkdir -p /out/bin /out/lib \
 && for program in $PROGRAMS; do strip -o "/out/bin/$program" "$bin/$program" || exit 1; done \
 # Swift's own libraries once for all five, and not in each of them.
 && ldd "$bin"/reckon* 2>/dev/null | awk '$3 ~ "/swift/" {print $3}' | sort -u | xargs cp -L -t /out/lib

FROM debian:bookworm-slim
# The two data directories belong to the user, so that new volumes mounted there do too.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libdeflate0 libprotobuf-c1 libsqlite3-0 libstdc++6 libuchardet0 libxml2 \
      poppler-utils zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --home-dir /var/lib/reckoner --shell /usr/sbin/nologin reckoner \
 && install -d -o reckoner -g reckoner -m 700 /var/lib/reckoner /var/lib/reckoner/storage /var/lib/reckoner/ingest
COPY --from=build /out/bin/ /usr/local/bin/
COPY --from=build /out/lib/ /usr/local/lib/
RUN ldconfig
COPY Services/Ingest/Lexicon /usr/local/share/reckoner/lexicon
ENV RECKONER_STORAGE_PATH=/var/lib/reckoner/storage RECKONER_SPOOL_PATH=/var/lib/reckoner/ingest
USER reckoner
CMD ["reckon", "--help"]
