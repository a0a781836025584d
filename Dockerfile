FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE hatch_build.py ./
COPY compliance ./compliance
COPY rules ./rules
COPY schemas ./schemas
RUN python -m venv /opt/imprint && /opt/imprint/bin/pip install --no-cache-dir .

FROM python:3.13-slim
COPY --from=build /opt/imprint /opt/imprint
ENV PATH=/opt/imprint/bin:$PATH PYTHONDONTWRITEBYTECODE=1
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin imprint
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["compliance"]
CMD ["--help"]
