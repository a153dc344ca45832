# docker build -t sshlog .
# docker run --rm -i sshlog < /var/log/auth.log
# docker run --rm -v /var/log:/logs:ro --group-add 4 sshlog diagnose /logs/auth.log     4: adm, whose members may read it
FROM node:22-alpine AS build
WORKDIR /build
COPY . .
# npm ci builds.
RUN npm ci --no-audit --no-fund && npm run build:single

FROM node:22-alpine
COPY --from=build /build/dist/sshlog-single.cjs /usr/local/bin/sshlog
COPY LICENSE /usr/local/share/doc/sshlog/
USER node
WORKDIR /home/node
ENTRYPOINT ["sshlog"]
CMD ["diagnose", "-"]
