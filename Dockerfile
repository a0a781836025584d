# Two images of one program. Build from the root of the project:
#   docker build -t imprint-check .                  the command line
#   docker build -t imprint-desk --target desk .     the service and its page (examples/deploy/compose.yaml)
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE hatch_build.py ./
COPY compliance ./compliance
COPY rules ./rules
COPY schemas ./schemas
RUN python -m venv /opt/imprint && /opt/imprint/bin/pip install --no-cache-dir .

FROM build AS build-desk
RUN /opt/imprint/bin/pip install --no-cache-dir '.[serve,documents,ocr,html,postgres]'

FROM python:3.13-slim AS bare
ENV PATH=/opt/imprint/bin:$PATH PYTHONDONTWRITEBYTECODE=1
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin imprint

FROM bare AS desk
# what photographs are read with: the packages of rules/scans.json
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-kir tesseract-ocr-rus \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build-desk /opt/imprint /opt/imprint
ENV COMPLIANCE_SERVE_STATE=/var/lib/imprint
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/imprint
USER 10001:10001
VOLUME /var/lib/imprint
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=3)"]
ENTRYPOINT ["compliance", "serve"]
# others reach a container only where there is a key: first `docker compose run --rm desk keys add newsroom`
CMD ["--host", "0.0.0.0"]

FROM bare AS check
COPY --from=build /opt/imprint /opt/imprint
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["compliance"]
CMD ["--help"]
